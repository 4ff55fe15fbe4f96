import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { inHeading, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { typesIn } from '#shared/session/pack/subject.ts';
import { fits } from '#shared/session/pack/team-rule.ts';

const NOTE =
	'A rule of the team’s for such work, from a file of the repository. Where it contradicts what is approved, what is approved holds.';

/** The team's rules for this kind of Session and these Components, by path. */
export function ruleParts(source: PackSource, about: PackAbout): PartDraft[] {
	const types = typesIn(source, about);
	return source.rules
		.filter((rule) => fits(rule, about.kind, types))
		.toSorted((one, other) => (one.path < other.path ? -1 : 1))
		.map(({ path, text }) =>
			partOf({
				...{ input: 'rules', title: `Rule ${inHeading(path)}`, note: NOTE, text: text.trim() },
				...{ path, weight: 'rules', cuttable: true },
			}),
		);
}
