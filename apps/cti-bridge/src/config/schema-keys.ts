import { z } from 'zod';

/** The keys that the schema's object at `path` knows; [] when there is no object there. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let inside: unknown = schema;
  for (const step of path) {
    const bare = unwrap(inside);
    if (bare instanceof z.ZodObject) inside = bare.shape[String(step)];
    else if (bare instanceof z.ZodArray) inside = bare.element;
    else return [];
  }
  const last = unwrap(inside);
  return last instanceof z.ZodObject ? Object.keys(last.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let bare = schema;
  while (
    bare instanceof z.ZodOptional ||
    bare instanceof z.ZodNullable ||
    bare instanceof z.ZodDefault ||
    bare instanceof z.ZodPrefault
  ) {
    bare = bare.unwrap();
  }
  return bare;
}
