import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";

/**
 * What stands on the disk of an Usher that is stopped or killed, past every rule that corrects it on reading: the rows
 * of a query in whichever of its databases has that table, none if none has.
 */
export function storedRows(stateFolder: string, table: string, sql: string): Record<string, SQLOutputValue>[] {
  const database = findDatabase(stateFolder, table, { readOnly: true });
  if (database === null) return [];
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** Changes what a stopped Usher finds when it starts again: time that has passed, above all. */
export function changeStored(stateFolder: string, table: string, sql: string): void {
  const database = findDatabase(stateFolder, table, { readOnly: false });
  if (database === null) throw new Error(`No database has the table ${table}.`);
  database.exec(sql);
  database.close();
}

/** Takes a table away under a stopped Usher, so that whoever needs it next meets an error nobody foresaw. */
export function dropTable(stateFolder: string, table: string): void {
  const database = findDatabase(stateFolder, table, { readOnly: false });
  if (database === null) throw new Error(`No database has the table ${table}.`);
  database.exec(`PRAGMA foreign_keys = OFF; DROP TABLE ${table}`);
  database.close();
}

function findDatabase(stateFolder: string, table: string, options: { readOnly: boolean }): DatabaseSync | null {
  for (const file of globSync(join(stateFolder, "d1", "**", "*.sqlite"))) {
    const database = new DatabaseSync(file, options);
    const exists = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table);
    if (exists) return database;
    database.close();
  }
  return null;
}
