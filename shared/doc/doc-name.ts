import * as z from 'zod/mini';
import { ArtefactId, ComponentId } from '#shared/id.ts';

/** The five kinds of document a workspace has. The relay serves no other name. */
export type DocKind =
	| { readonly kind: 'stories' }
	| { readonly kind: 'contexts' }
	| { readonly kind: 'layout' }
	| { readonly kind: 'design'; readonly id: ComponentId }
	| { readonly kind: 'comments'; readonly id: ArtefactId };

/** `stories`, `contexts`, `layout`, `design:<component id>` or `comments:<artefact id>`. */
export const DocName = z.string().check(z.refine((name) => docKindOf(name) !== null));
export type DocName = z.infer<typeof DocName>;

/** What a name stands for, or null when no document may be called that. */
export function docKindOf(name: string): DocKind | null {
	if (name === 'stories' || name === 'contexts' || name === 'layout') return { kind: name };
	if (name.startsWith('design:')) {
		const id = ComponentId.safeParse(name.slice('design:'.length));
		return id.success ? { kind: 'design', id: id.data } : null;
	}
	if (!name.startsWith('comments:')) return null;
	const id = ArtefactId.safeParse(name.slice('comments:'.length));
	return id.success ? { kind: 'comments', id: id.data } : null;
}

export function designDocName(id: ComponentId): DocName {
	return `design:${id}`;
}

export function commentsDocName(id: ArtefactId): DocName {
	return `comments:${id}`;
}
