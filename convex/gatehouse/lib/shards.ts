/** More shards mean fewer write conflicts and more rows to add up when reading. */
export const SHARDS = 16;

/** The shard for one who leaves no better key. */
export function anyShard(): number {
  return Math.floor(Math.random() * SHARDS);
}

/**
 * The shard of a key, such as a user's id: always the same, so that a transaction about one user
 * meets another at one shard at most, and finds the rows it has touched before.
 */
export function shardOf(key: string): number {
  // FNV-1a, with its better mixed upper half folded onto the lower.
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return ((hash ^ (hash >>> 16)) >>> 0) % SHARDS;
}
