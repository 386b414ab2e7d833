// A block of SQL as DuckDB reads it: run, but where it wants the extension for SQLite and that is not at hand, parsed.
//
//     node duckdb_block.mjs FILE MODULES
//
// Leaves with 77, which means skipped, where DuckDB is not.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [file, modules] = process.argv.slice(2);
let DuckDBInstance;
try {
    ({ DuckDBInstance } = createRequire(resolve(modules, 'package.json'))('@duckdb/node-api'));
} catch {
    console.log('no DuckDB');
    process.exit(77);
}
const duck = await (await DuckDBInstance.create(':memory:')).connect();
const text = readFileSync(file, 'utf8');
const statements = await duck.extractStatements(text);
if (text.includes('sqlite')) {
    try {
        await duck.run('LOAD sqlite');
    } catch {
        console.log(`${statements.count} statements parse`);
        process.exit(0);
    }
}
await duck.run(text);
