/** Gathers the items of nested lists while an outline goes through a parser's tokens. */
import type { Rows } from '#shared/markdown/source.ts';

interface OpenItem extends Rows {
	head: Rows | null;
	readonly items: OpenItem[];
}

interface Token {
	readonly type: string;
	readonly level: number;
}

export interface Lists {
	/** Takes notice of a token that opens; gives the items to come when it opens a list. */
	open(token: Token, rows: Rows): readonly OpenItem[];
	close(type: string): void;
}

export function createLists(): Lists {
	const items: OpenItem[][] = [];
	const bearers: { readonly item: OpenItem; readonly level: number }[] = [];

	function open(token: Token, rows: Rows): readonly OpenItem[] {
		if (token.type.endsWith('_list_open')) {
			// A list within an item adds to that item's; elsewhere, as in a quote, it begins anew.
			const bearer = bearers.at(-1);
			items.push(bearer?.level === token.level - 1 ? bearer.item.items : []);
		} else if (token.type === 'list_item_open') {
			const item = { ...rows, head: null, items: [] };
			items.at(-1)?.push(item);
			bearers.push({ item, level: token.level });
		} else if (token.type === 'paragraph_open') {
			const bearer = bearers.at(-1);
			if (bearer?.level === token.level - 1 && startsWith(bearer.item, rows)) {
				bearer.item.head = rows;
			}
		}
		return items.at(-1) ?? [];
	}

	function close(type: string) {
		if (type.endsWith('_list_close')) items.pop();
		if (type === 'list_item_close') bearers.pop();
	}

	return { open, close };
}

function startsWith(item: OpenItem, rows: Rows): boolean {
	return item.head === null && rows.first === item.first;
}
