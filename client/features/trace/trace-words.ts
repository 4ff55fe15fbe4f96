import { type Share, sharesOf } from '#client/features/trace/arrange-chains.ts';
import type { Chain } from '#client/features/trace/chain.ts';
import { NUMBER } from '#client/features/trace/gaps.ts';

interface Known {
	readonly files: boolean;
	readonly runs: boolean;
}

/** How far all of it is, in a line: `12 of 40 criteria verified · 9 of 10 designs with code and 7 with a test`. */
export function sumWords(chains: readonly Chain[], known: Known): string {
	const { criteria, code, test, designs } = sharesOf(chains);
	const parts = [
		...(criteria.all > 0
			? [known.runs ? verified(criteria, 'criterion', 'criteria') : count(criteria)]
			: []),
		...(designs.all > 0 && known.runs ? [verified(designs, 'design', 'designs')] : []),
		...(designs.all > 0 && known.files
			? [
					`${number(code.done)} of ${of(code, 'design', 'designs')} with code, ${number(test.done)} with a test`,
				]
			: []),
	];
	return parts.join(' · ');
}

function verified(share: Share, one: string, many: string): string {
	return `${number(share.done)} of ${of(share, one, many)} verified`;
}

function count(share: Share): string {
	return of(share, 'criterion', 'criteria');
}

function of({ all }: Share, one: string, many: string): string {
	return `${number(all)} ${all === 1 ? one : many}`;
}

function number(value: number): string {
	return NUMBER.format(value);
}
