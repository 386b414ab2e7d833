// The Parquet files of an export in DuckDB: every cell of every view is what SQLite gives, and the queries of the export's README run.
//
//     node tables_test.mjs STORE FOLDER MODULES
//
// Leaves with 77, which means skipped, where the packages are not.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openInMemory, packages } from './engines.mjs';

/// Whole numbers beyond 2^53 are no numbers of JavaScript: everything but reals is compared as text.
function asText(name, type) {
    switch (type) {
        case 'VARCHAR': return `"${name}"`;
        case 'BIGINT': return `CAST("${name}" AS VARCHAR)`;
        case 'DOUBLE': return `"${name}"`;
        case 'TIMESTAMP WITH TIME ZONE': return `strftime("${name}" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')`;
        default: throw new Error(`${name} is ${type}`);
    }
}

async function checkView(duck, sqlite, folder, view) {
    const byKind = readdirSync(join(folder, view)).some((name) => name.startsWith('kind='));
    const source = `read_parquet('${join(folder, view)}/${byKind ? '*/' : ''}*.parquet', hive_partitioning = ${byKind})`;
    const described = (await duck.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`)).getRows();
    const types = new Map(described.map(([name, type]) => [name, type]));
    const columns = sqlite.exec(`PRAGMA table_info(${view})`)[0].values.map(([, name]) => name);
    if (columns.length !== types.size || columns.some((name) => !types.has(name))) {
        throw new Error(`columns ${[...types.keys()]} instead of ${columns}`);
    }
    const isReal = (name) => types.get(name) === 'DOUBLE';
    const expected = sqlite.exec(`SELECT ${columns.map((name) => (isReal(name) ? `"${name}"` : `CAST("${name}" AS TEXT)`))} FROM ${view}`);
    const wanted = expected.length === 0 ? [] : expected[0].values.map((row) => JSON.stringify(row)).sort();
    const read = await duck.runAndReadAll(`SELECT ${columns.map((name) => asText(name, types.get(name)))} FROM ${source}`);
    const got = read.getRows().map((row) => JSON.stringify(row)).sort();
    for (let i = 0; i < Math.max(wanted.length, got.length); i += 1) {
        if (wanted[i] !== got[i]) {
            throw new Error(`${wanted.length} rows are ${got.length} others: ${wanted[i]?.slice(0, 300)} ${got[i]?.slice(0, 300)}`);
        }
    }
    return got.length;
}

const [file, folder, modules] = process.argv.slice(2);
const [DuckDBInstance, initSqlJs] = packages(modules);
const duck = await (await DuckDBInstance.create(':memory:')).connect();
const sqlite = openInMemory(await initSqlJs(), file);
let failures = 0;
let cells = 0;
const views = sqlite.exec("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")[0].values.map(([name]) => name)
    .filter((name) => existsSync(join(folder, name)));
for (const view of views) {
    try {
        cells += await checkView(duck, sqlite, folder, view);
    } catch (error) {
        failures += 1;
        console.log(`${view}: ${error.message}`);
    }
}
process.chdir(folder);
const queries = [...readFileSync('README.md', 'utf8').matchAll(/```sql duckdb\n([^]*?)```/g)].map(([, query]) => query);
for (const query of queries) {
    try {
        await duck.runAndReadAll(query);
    } catch (error) {
        failures += 1;
        console.log(`README.md: ${query}${error.message}`);
    }
}
console.log(`${views.length} views, ${cells} rows, ${queries.length} queries, ${failures} failures`);
process.exit(failures > 0 || views.length < 18 || queries.length === 0 ? 1 : 0);
