import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inProject, mentionsOn, PAGES, readPage } from "./pages";

const LINK = /\]\((?!https?:)([^)\s]+)\)/g;
const HEADING = /^#+ (.+)$/gm;

/** A heading's address, as GitHub makes it. */
function slug(heading: string): string {
  const kept = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "");
  return kept.replace(/\s/g, "-");
}

/** Where a link of a page leads, from the project's top. */
function targetOf(page: string, link: string): { file: string; anchor: string | undefined } {
  const [file = "", anchor] = link.split("#");
  const folder = path.posix.dirname(page);
  return { file: file === "" ? page : path.posix.join(folder, file), anchor };
}

function leadsNowhere(page: string, link: string): boolean {
  const { file, anchor } = targetOf(page, link);
  if (!existsSync(inProject(file))) return true;
  if (anchor === undefined) return false;
  return ![...readPage(file).matchAll(HEADING)].some(([, text = ""]) => slug(text) === anchor);
}

describe("links on the pages", () => {
  it.each(PAGES)("%s: each leads to a file, and to a heading in it", (page) => {
    expect(mentionsOn(page, LINK).filter((link) => leadsNowhere(page, link))).toEqual([]);
  });

  it("are looked at: there are some", () => {
    expect(PAGES.flatMap((page) => mentionsOn(page, LINK)).length).toBeGreaterThan(30);
  });
});
