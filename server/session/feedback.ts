/** What whoever takes a step has to know of what happened to it, as sentences, the newest last. */

import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import { stepOf } from '#shared/session/session-types.ts';

export function feedbackOn(
	state: SessionState,
	step: string,
	ledger: Ledger,
	read: (ref: BlobRef) => string | null,
): readonly string[] {
	const words = (ref: BlobRef | null | undefined) =>
		ref == null ? '' : (read(ref) ?? '(its text was erased)');
	const told: { readonly text: string; readonly rejection: boolean }[] = [];
	const questions = state.steps.flatMap((one) => one.questions);
	const returns = (name: string) => {
		const spec = stepOf(state.kind, name);
		return spec?.kind === 'gate' && spec.returnsTo === step;
	};
	for (const id of state.history) {
		const event = ledger.get(id)?.event;
		if (event === undefined || !('step' in event)) continue;
		const here = event.step === step;
		const back = returns(event.step);
		if (!here && !back) continue;
		switch (event.type) {
			case 'stepRejected':
				told.push(
					here
						? { text: `The last attempt was rejected: ${words(event.reason)}`, rejection: true }
						: {
								text: `${askedOf(ledger, event.reason)}: ${words(event.reason)}`,
								rejection: false,
							},
				);
				break;
			case 'stepAccepted':
				// What was rejected before it is put right.
				if (here) told.splice(0, told.length, ...told.filter(({ rejection }) => !rejection));
				break;
			case 'stepReopened':
				if (event.note !== undefined) {
					told.push({ text: `A person noted: ${words(event.note)}`, rejection: false });
				}
				break;
			case 'stepAnswered': {
				const asked = questions.find((one) => one.asked === event.asked);
				const text = `You asked: ${words(asked?.question)} A person answered: ${words(event.answer)}`;
				told.push({ text, rejection: false });
				break;
			}
			default:
		}
	}
	// Of rejections the last one says what is wrong now; the others are in the transcript.
	const last = told.findLastIndex(({ rejection }) => rejection);
	return told.filter(({ rejection }, n) => !rejection || n === last).map(({ text }) => text);
}

/** Of several artefacts at one gate, the one that the reason speaks of. */
function askedOf(ledger: Ledger, reason: BlobRef): string {
	const about = ledger
		.state()
		.artefacts.values()
		.find(({ submissions }) =>
			submissions.some(({ verdicts }) => verdicts.some((verdict) => verdict.reason === reason)),
		);
	return about === undefined ? 'People asked for changes' : `People asked to change ${about.id}`;
}
