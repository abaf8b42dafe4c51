import * as v from 'valibot';

const part = v.picklist(['ok', 'down']);

/** State of the server; 503 unless everything is `ok`. */
export const Health = v.object({ status: part, database: part, store: part });
export type Health = v.InferOutput<typeof Health>;
