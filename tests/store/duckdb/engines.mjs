// What tests of stores in DuckDB begin with.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/// DuckDB and SQLite from the folder of packages; leaves with 77, which means skipped, where they are not.
export function packages(folder) {
    const require = createRequire(resolve(folder, 'package.json'));
    try {
        return [require('@duckdb/node-api').DuckDBInstance, require('sql.js')];
    } catch (error) {
        console.log(`skipped: ${error.message.split('\n')[0]}`);
        process.exit(77);
    }
}

/// A store, read as a whole.
export function openInMemory(SQL, file) {
    const bytes = readFileSync(file);
    // A store without a log is a whole one; in memory there can be none.
    bytes[18] = bytes[19] = 1;
    return new SQL.Database(bytes);
}
