// Stands in for react-style-singleton, which writes a style element into the
// page to keep it from scrolling behind a dialog. The content policy forbids
// that, and this page does not scroll.
export const styleSingleton = () => () => null;
