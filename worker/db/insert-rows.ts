/** One row per element, in the order of `columns`. */
export type Row = (string | number | null)[];

/**
 * Inserts any number of rows by one statement with one bound parameter: D1 allows a hundred of them. The parameter
 * holds up to 2 MB; longer lists come in chunks.
 */
export function insertRows(db: D1Database, table: string, columns: string[], rows: Row[]): D1PreparedStatement {
  const values = columns.map((_, index) => `value ->> ${index}`).join(", ");
  return db
    .prepare(`INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values} FROM json_each(?1)`)
    .bind(JSON.stringify(rows));
}
