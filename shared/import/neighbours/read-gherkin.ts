/** Gherkin: the feature is a Story, its scenarios are criteria, in any language Cucumber knows. */

import { importFinding } from '#shared/import/import-finding.ts';
import { type Metadatum, printMetadata } from '#shared/import/metadata.ts';
import { featureIn } from '#shared/import/neighbours/feature.ts';
import { scenariosOf } from '#shared/import/neighbours/scenarios.ts';
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';
import { titleOf } from '#shared/import/sentence.ts';
import type { Source } from '#shared/markdown/source.ts';
import { tidyProse } from '#shared/markdown/tidy.ts';

export function readGherkin(source: Source): Omit<ImportReading, 'format'> {
	const { feature, problems } = featureIn(source);
	const findings = problems.map(({ row, message }) =>
		importFinding('gherkin-malformed', 'warning', row, {
			message: `This line is no Gherkin. ${message}`,
			fix: 'It is kept with the scenario it stands in; mend it there or in the file.',
		}),
	);
	const found = feature === null ? [] : [storyFound(source, feature)];
	return { pieces: piecesOf(source, found, 'What stands before the feature.'), findings };
}

type Feature = NonNullable<ReturnType<typeof featureIn>['feature']>;

function storyFound(source: Source, feature: Feature): Found {
	const { criteria, background, first } = scenariosOf(source, feature);
	const names = feature.tags.map(({ name }) => name.replace(/^@/, ''));
	const number = names.find((name) => /^(?:[a-z]{1,10}-?)?\d+$/i.test(name)) ?? null;
	const tags = names.filter((name) => name !== number);
	const data: Metadatum[] = [
		...tags.map((value) => ({ name: 'tags' as const, value })),
		...(number === null ? [] : [{ name: 'number' as const, value: number }]),
	];
	const narrative = tidyProse(
		feature.description
			.split('\n')
			.map((line) => line.trim())
			.join('\n'),
	);
	return {
		rows: { first, end: source.lines.length },
		becomes: 'story',
		number,
		why: 'A feature; its scenarios are the criteria.',
		story: {
			id: null,
			title: feature.name || titleOf(narrative),
			narrative,
			criteria,
			notes: [background, printMetadata(data)].filter((part) => part !== '').join('\n\n'),
		},
	};
}
