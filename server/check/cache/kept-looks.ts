/** What the rules found in Designs, kept by all that it follows from. */
import type { Pieces } from '#server/check/cache/pieces.ts';
import type { Design } from '#shared/artefact/design.ts';
import { hashOf } from '#shared/hash.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { DesignKeys } from '#shared/trace/keys.ts';
import type { KeptLooks, Looked } from '#shared/trace/look.ts';

/** `markdownOf` gives a Design's whole text; its body is a part of that. */
export function keepLooks(
	pieces: Pieces<Looked<DesignKeys>>,
	markdownOf: (id: ComponentId) => string,
): KeptLooks<Design, DesignKeys> {
	const digests = new WeakMap<Conventions, string>();

	function digestOf(conventions: Conventions): string {
		const digest = digests.get(conventions) ?? hashOf(JSON.stringify(conventions));
		digests.set(conventions, digest);
		return digest;
	}

	function of({ body, ...design }: Design, conventions: Conventions): string {
		const markdown = markdownOf(design.id);
		const words = markdown === '' ? body : markdown;
		return JSON.stringify([digestOf(conventions), design, markdown === '']) + words;
	}

	return {
		get: (design, conventions) => pieces.get(of(design, conventions)),
		set: (design, conventions, looked) => pieces.set(of(design, conventions), looked),
	};
}
