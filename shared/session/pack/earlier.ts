/** What this Session's steps handed in, what was said about it, and what people answered. */
import type { EarlierStep, PackAbout } from '#shared/session/pack/pack-source.ts';
import { type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';

/** Reasons of so many rejected attempts matter; of those before, whatever fits. */
const NEWEST = 2;

export function earlierParts({ earlier, step }: PackAbout): PartDraft[] {
	return earlier.flatMap((one) => [
		...accepted(one, step.name),
		...attempts(one, step.name),
		...said(one),
	]);
}

function accepted({ name, title, output }: EarlierStep, current: string): PartDraft[] {
	if (output === null || name === current) return [];
	const heading = `Handed in at “${title}”`;
	return [partOf({ ...EARLIER, title: heading, note: 'It was accepted.', text: output })];
}

function attempts({ name, rejected }: EarlierStep, current: string): PartDraft[] {
	if (name !== current) return [];
	return rejected.map(({ output, reason }, n) => {
		const isNew = n >= rejected.length - NEWEST;
		return partOf({
			...EARLIER,
			...{ title: `Rejected attempt ${n + 1}`, weight: isNew ? 'findings' : 'attempts' },
			note: 'What was handed in, and why it was not accepted.',
			text: `Why:\n${reason}\n\nHanded in:\n${output}`,
		});
	});
}

/** The heading of what people said at a step. */
export function saidAt({ title }: { readonly title: string }): string {
	return `What people said at “${title}”`;
}

function said(step: EarlierStep): PartDraft[] {
	const { notes, questions } = step;
	const words = [
		...questions.map(
			({ question, answer }) => `Asked: ${question}\nAnswer: ${answer ?? '(none yet)'}`,
		),
		...notes.map((note) => `Note: ${note}`),
	];
	if (words.length === 0) return [];
	const heading = saidAt(step);
	const note = 'Words of people, the newest last. They approve nothing.';
	return [partOf({ ...EARLIER, title: heading, note, text: words.join('\n\n'), cuttable: false })];
}

const EARLIER = { input: 'earlier', weight: 'earlier', cuttable: true } as const;
