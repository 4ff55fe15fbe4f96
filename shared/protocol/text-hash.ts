import type * as Y from 'yjs';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { type Hash, hashOf } from '#shared/hash.ts';

/**
 * The hash of what a document says, the same on every replica that holds the same content. A state
 * vector alone doesn't show deletions; this does.
 */
export function textHashOf(name: DocName, yDoc: Y.Doc): Hash {
	return hashOf(`lintel/text/v1\0${name}\0${contentOf(name, yDoc)}`);
}

function contentOf(name: DocName, yDoc: Y.Doc): string {
	const kind = docKindOf(name)?.kind;
	if (kind === 'design') return yDoc.getText('markdown').toString();
	const names = kind === 'comments' ? ['comments', 'threads'] : ['blocks'];
	const roots = names.map((root) => yDoc.getMap(root).toJSON());
	// Others wrote these values, so they may hold what JSON can't say.
	const plain: unknown = JSON.parse(JSON.stringify(roots, sayable));
	return canonicalJson(plain);
}

function sayable(_key: string, value: unknown): unknown {
	return typeof value === 'bigint' ? `${value}n` : value;
}
