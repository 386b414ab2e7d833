// The views of a store in DuckDB: each parses there, what DuckDB makes of it gives the same rows in
// SQLite, and every column has a type that DuckDB knows.
//
//     node views_test.mjs STORE MODULES
//
// DuckDB's extension for SQLite is not in its package, so this does what the extension does with a view:
// DuckDB runs it itself where it can, over the tables; else it writes it anew and SQLite runs what it wrote.
// Where the extension is at hand, the views are read through it, too. Leaves with 77, which means skipped,
// where the packages are not.
import { openInMemory, packages } from './engines.mjs';

const HELPERS = new Set(['metric_values', 'merged_names', 'counted_activity']);
const TYPES = new Set(['INTEGER', 'INT', 'TEXT', 'REAL', 'NUM']);
const DUCK_TYPES = { INTEGER: 'BIGINT', TEXT: 'VARCHAR', REAL: 'DOUBLE' };

function rows(sqlite, sql) {
    const result = sqlite.exec(sql);
    return result.length === 0 ? [] : result[0].values.map((row) => JSON.stringify(row)).sort();
}

async function rewritten(duck, sql) {
    const parsed = (await duck.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql])).getRows()[0][0];
    const tree = JSON.parse(parsed);
    if (tree.error) {
        throw new Error(`does not parse: ${tree.error_message}`);
    }
    return (await duck.runAndReadAll('SELECT json_deserialize_sql($1::JSON)', [parsed])).getRows()[0][0];
}

function literal(value) {
    if (value === null) {
        return 'NULL';
    }
    if (value instanceof Uint8Array) {
        return `'${[...value].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'::BLOB`;
    }
    return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

async function copyTables(sqlite, duck) {
    for (const [table] of sqlite.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")[0].values) {
        const columns = sqlite.exec(`PRAGMA table_xinfo(${table})`)[0].values
            .map(([, name, type]) => `"${name}" ${DUCK_TYPES[type] ?? 'BLOB'}`);
        await duck.run(`CREATE TABLE "${table}" (${columns.join(', ')})`);
        const all = sqlite.exec(`SELECT ${columns.map((column) => column.split(' ')[0])} FROM "${table}"`);
        const values = all.length === 0 ? [] : all[0].values.map((row) => `(${row.map(literal).join(', ')})`);
        for (let i = 0; i < values.length; i += 1000) {
            await duck.run(`INSERT INTO "${table}" VALUES ${values.slice(i, i + 1000).join(', ')}`);
        }
    }
}

/// The rows that DuckDB itself makes of a view; null where it cannot make it.
async function nativeRows(duck, name, create) {
    try {
        await duck.run(create);
    } catch {
        return null;
    }
    const read = await duck.runAndReadAll(`SELECT * FROM "${name}"`);
    return read.getRows().map((row) => JSON.stringify(row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)))).sort();
}

async function checkView(duck, sqlite, name, create) {
    const untyped = sqlite.exec(`PRAGMA table_info(${name})`)[0].values
        .filter(([, , type]) => !TYPES.has(type)).map(([, column]) => column);
    if (untyped.length > 0) {
        throw new Error(`columns without a type: ${untyped}`);
    }
    const select = create.replace(/^CREATE VIEW \w+ AS\s+/, '');
    const [expected, got] = [rows(sqlite, `SELECT * FROM ${name}`), rows(sqlite, await rewritten(duck, select))];
    if (expected.join('\n') !== got.join('\n')) {
        throw new Error(`${expected.length} rows became ${got.length} others`);
    }
    const native = await nativeRows(duck, name, create);
    if (native !== null && expected.join('\n') !== native.join('\n')) {
        throw new Error(`${expected.length} rows are ${native.length} others in DuckDB: ${expected[0]} ${native[0]}`);
    }
    console.log(`${name}: ${expected.length} rows, run by ${native === null ? 'SQLite' : 'DuckDB'}`);
    return expected.length;
}

/// Whether the extension could be loaded: it comes from elsewhere.
async function loadExtension(duck) {
    try {
        await duck.run('LOAD sqlite');
        return true;
    } catch {
        return false;
    }
}

const [file, modules] = process.argv.slice(2);
const [DuckDBInstance, initSqlJs] = packages(modules);
const duck = await (await DuckDBInstance.create(':memory:')).connect();
const sqlite = openInMemory(await initSqlJs(), file);
const attached = await loadExtension(duck);
if (attached) {
    await duck.run(`ATTACH '${file}' AS store (TYPE sqlite, READ_ONLY)`);
}
await copyTables(sqlite, duck);
let failures = 0;
let filled = 0;
for (const [name, create] of sqlite.exec("SELECT name, sql FROM sqlite_master WHERE type = 'view'")[0].values) {
    if (HELPERS.has(name)) {
        await nativeRows(duck, name, create);
        continue;
    }
    try {
        const count = await checkView(duck, sqlite, name, create);
        if (attached) {
            const seen = (await duck.runAndReadAll(`SELECT * FROM store.${name}`)).getRows().length;
            if (seen !== count) {
                throw new Error(`${count} rows, ${seen} through the extension`);
            }
        }
        filled += count > 0 ? 1 : 0;
    } catch (error) {
        failures += 1;
        console.log(`${name}: ${error.message}`);
    }
}
console.log(`${filled} views with rows, ${failures} failures; extension ${attached ? 'loaded' : 'not at hand'}`);
process.exit(failures > 0 || filled < 16 ? 1 : 0);
