// Package sqlite owns the embedded store: one SQLite file that keeps the
// records, searches them and logs every change.
//
// Each record is kept as its canonical line (package interchange) with a
// checksum that is verified whenever the line is read; what the index needs
// stands beside it in columns, with a checksum too. The last commit is noted
// once more in a small file beside the database, so that a database that lost
// commits which were acknowledged is refused instead of believed. That file
// also carries the lock: one process writes, any number read.
package sqlite
