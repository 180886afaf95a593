// Builds the console into server/console/dist: one script, one style sheet, the
// page, and the licences of what is inside. The same input gives the same bytes.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const dist = '../../server/console/dist';

// GraphiQL's style sheet brings its fonts along as data; the page uses the
// reader's own instead, which saves 300 KB and a hole in the content policy.
const withoutFonts = {
  name: 'without-fonts',
  setup({ onLoad }) {
    onLoad({ filter: /graphiql[/\\]dist[/\\]style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/@font-face\s*{[^}]*}/g, ''),
      loader: 'css',
    }));
  },
};

// Licences of every package of which at least one file is in the bundle.
async function licences(metafile) {
  const folders = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
    if (found) folders.add(found[1]);
  }
  const parts = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(folder, file), 'utf8')).trim() : 'The package holds no licence text.';
    parts.push(`${name} ${version}: ${license}\n\n${text}\n`);
  }
  const head = 'The console is built from these packages. Their licences follow.\n';
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`).replace(/\r\n/g, '\n');
}

// The hashes of the sources, by which a test sees that the build is current.
async function sources() {
  const files = ['package-lock.json', 'build.mjs'];
  for (const folder of ['examples', 'src']) files.push(...(await readdir(folder)).sort().map((file) => `${folder}/${file}`));
  const lines = files.map(async (file) => `${createHash('sha256').update(await readFile(file)).digest('hex')}  ${file}\n`);
  return (await Promise.all(lines)).join('');
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const result = await build({
  entryPoints: ['src/console.jsx', 'src/console.css'],
  outdir: dist,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  charset: 'utf8',
  legalComments: 'none',
  loader: { '.graphql': 'text' },
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { 'react-style-singleton': './src/without-style.js' },
  plugins: [withoutFonts],
  metafile: true,
  logLevel: 'info',
});
for (const file of ['index.html', 'icon.svg']) await copyFile(`src/${file}`, join(dist, file));
await writeFile(join(dist, 'LICENCES.txt'), await licences(result.metafile));
await writeFile(join(dist, 'SOURCES.txt'), await sources());
