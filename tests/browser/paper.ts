import type { BrowserContext, Page } from 'playwright-core';

const papers = new WeakMap<BrowserContext, Promise<Page>>();

/** A blank page beside the one that is looked at: it may do what a strict content security policy forbids. One for each device. */
export function paperBeside(page: Page): Promise<Page> {
  const context = page.context();
  const paper = papers.get(context) ?? context.newPage();
  papers.set(context, paper);
  return paper;
}
