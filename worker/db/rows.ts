/**
 * The rows of a statement, typed by whoever wrote its SQL: D1 cannot know them. Every query keeps its row type beside
 * its SQL, and the tests run each against the migrated schema.
 */
export function rowsOf<Row>(result: D1Result | undefined): Row[] {
  return (result?.results ?? []) as Row[];
}

export function firstOf<Row>(result: D1Result | undefined): Row | null {
  return rowsOf<Row>(result)[0] ?? null;
}
