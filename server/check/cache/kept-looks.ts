/** What the rules found in Designs, kept by all that it follows from. */
import type { Pieces } from '#server/check/cache/pieces.ts';
import type { Design } from '#shared/artefact/design.ts';
import { hashOf } from '#shared/hash.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { DesignKeys } from '#shared/trace/keys.ts';
import type { KeptLooks, Looked } from '#shared/trace/look.ts';

export interface Kept extends KeptLooks<Design, DesignKeys> {
	/** Asks these first, and keeps what they have. */
	takeOver(looks: Pick<KeptLooks<Design, DesignKeys>, 'get'>): void;
}

/** `markdownOf` gives a Design's whole text; its body is a part of that. Without pieces nothing is kept. */
export function keepLooks(
	pieces: Pieces<Looked<DesignKeys>> | null,
	markdownOf: (id: ComponentId) => string,
): Kept {
	const digests = new WeakMap<Conventions, string>();
	let others: Pick<KeptLooks<Design, DesignKeys>, 'get'> | null = null;

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

	function set(design: Design, conventions: Conventions, looked: Looked<DesignKeys>): void {
		pieces?.set(of(design, conventions), looked);
	}

	return {
		get(design, conventions) {
			const other = others?.get(design, conventions);
			if (other !== undefined) set(design, conventions, other);
			return other ?? pieces?.get(of(design, conventions));
		},
		set,
		takeOver(looks) {
			others = looks;
		},
	};
}
