import * as z from 'zod/mini';

const KEY = 'lintel.workspaces';
const MOST = 50;

/** A workspace that this browser has been in, for the page that lists them. */
export const Remembered = z.object({ slug: z.string(), name: z.string() });
export type Remembered = z.infer<typeof Remembered>;

/** The last opened first. */
export function rememberedWorkspaces(): readonly Remembered[] {
	try {
		return z.array(Remembered).safeParse(JSON.parse(localStorage.getItem(KEY) ?? '[]')).data ?? [];
	} catch {
		return [];
	}
}

export function rememberWorkspace(slug: string, name: string): void {
	const others = rememberedWorkspaces().filter((other) => other.slug !== slug);
	const list = [{ slug, name: name || slug }, ...others].slice(0, MOST);
	try {
		localStorage.setItem(KEY, JSON.stringify(list));
	} catch {
		// Storage is off: the list stays short.
	}
}
