/**
 * Keeps a pack within its budget: the least important parts give way, in a stated order, and each
 * that does is listed with its reason. The same parts and budget give the same pack.
 */
import { figure } from '#shared/counted.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import type { PartDraft } from '#shared/session/pack/part-draft.ts';
import { partText } from '#shared/session/pack/part-text.ts';
import { GIVES_WAY, WHY } from '#shared/session/pack/part-weight.ts';
import { tokensIn } from '#shared/session/pack/tokens.ts';

/** A piece that is shorter says nothing. */
const SHORTEST = 120;

interface Sized {
	readonly draft: PartDraft;
	readonly tokens: number;
}

export function fitBudget(drafts: readonly PartDraft[], budget: number): ContextPack {
	const kept: (Sized | null)[] = drafts.map((draft) => sized(draft));
	const left: ContextPack['left'] = [];
	let total = kept.reduce((sum, one) => sum + (one?.tokens ?? 0), 0);

	for (const weight of GIVES_WAY) {
		for (let n = kept.length - 1; n >= 0 && total > budget; n--) {
			const one = kept[n];
			if (one == null || one.draft.weight !== weight) continue;
			const rest = cut(one, one.tokens - (total - budget));
			const tokens = one.tokens - (rest?.tokens ?? 0);
			const how = rest === null ? 'Left out' : 'Cut';
			const { title } = one.draft;
			left.push({
				title,
				tokens,
				why: `${how}: the budget is ${figure(budget)} tokens, and ${WHY[weight]}.`,
			});
			kept[n] = rest;
			total -= tokens;
		}
	}
	const parts = kept.flatMap((one) => (one === null ? [] : [finished(one)]));
	return { parts, tokens: total, budget, left };
}

function sized(draft: PartDraft): Sized {
	return { draft, tokens: tokensIn(partText(draft)) };
}

/** As many of its first lines as there is room for; null where that is not worth it. */
function cut({ draft }: Sized, room: number): Sized | null {
	if (!draft.cuttable || room < SHORTEST) return null;
	const lines = draft.text.split('\n');
	let [low, high] = [0, lines.length - 1];
	let best: Sized | null = null;
	while (low <= high) {
		const count = (low + high + 1) >> 1;
		const rest = sized({
			...draft,
			text: lines.slice(0, count).join('\n'),
			note: `${draft.note ?? ''} Cut here: ${lines.length - count} more lines.`.trimStart(),
		});
		if (rest.tokens <= room) {
			best = count === 0 ? null : rest;
			low = count + 1;
		} else high = count - 1;
	}
	return best;
}

function finished({ draft, tokens }: Sized): ContextPack['parts'][number] {
	const { input, title, note, text, standing, artefact, path } = draft;
	return { input, title, note, text, tokens, standing, artefact, path };
}
