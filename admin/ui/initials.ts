/** Up to two letters that stand for a name or an address; "?" when there is nothing to take them from. */
export function initials(name: string): string {
  const beforeAt = name.split("@")[0] ?? "";
  const words = beforeAt.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map(firstLetter).join("") || "?";
}

function firstLetter(word: string | undefined): string {
  return (/[\p{L}\p{N}]/u.exec(word ?? "")?.[0] ?? "").toUpperCase();
}
