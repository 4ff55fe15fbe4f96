/**
 * A Story as a Gherkin feature: the narrative as its description, a scenario for each criterion,
 * ids as tags. What a criterion says as Given, When and Then becomes steps; what it says otherwise
 * stands in the scenario's name, and a comment waits for the steps.
 */
import type { Story } from '#shared/artefact/story.ts';
import { stepsIn } from '#shared/export/gherkin-steps.ts';

export interface ExportedFile {
	/** From the folder of the export, with `/`. */
	readonly path: string;
	readonly text: string;
}

/** A file a Story, named by its title; of equal names the later ones carry their id. */
export function gherkinFiles(stories: readonly Story[]): ExportedFile[] {
	const taken = new Set<string>();
	return stories.map((story) => {
		const name = fileName(story.title) || story.id;
		const path = taken.has(name) ? `${name}-${story.id}` : name;
		taken.add(name);
		return { path: `${path}.feature`, text: gherkinFeature(story) };
	});
}

export function gherkinFeature({ id, title, narrative, criteria }: Story): string {
	const head = [`@${id}`, `Feature: ${oneLine(title)}`.trimEnd()];
	const description = narrative.trim() === '' ? [] : described(narrative);
	const scenarios = criteria.flatMap((criterion) => {
		const steps = stepsIn(criterion.text);
		const rest = criterion.text.trim().split('\n').slice(1);
		return [
			'',
			`  @${criterion.id}`,
			`  Scenario: ${oneLine(steps === null ? firstLine(criterion.text) : criterion.text)}`.trimEnd(),
			...(steps ?? commented(rest)).map((line) => `    ${line}`.trimEnd()),
		];
	});
	return `${[...head, ...description, ...scenarios].join('\n')}\n`;
}

/** What would begin a section, a tag, a comment or a table in a description. */
const STRUCTURE =
	/^(?:[@#|]|"""|```|(?:feature|business need|ability|rule|background|scenario(?: outline| template)?|scenarios|examples?)\s*:)/i;

function described(narrative: string): string[] {
	return narrative
		.trim()
		.split('\n')
		.map((line) => {
			const words = line.trim();
			return words === '' ? '' : `  ${STRUCTURE.test(words) ? `- ${words}` : words}`;
		});
}

function commented(lines: readonly string[]): string[] {
	const words = lines.map((line) => `# ${line.trim()}`.trimEnd());
	return [...words, '# Given, When and Then are still to be written.'];
}

function firstLine(text: string): string {
	return text.trim().split('\n')[0] ?? '';
}

function oneLine(text: string): string {
	return text.trim().replace(/\s+/gu, ' ');
}

/** Letters and digits of any script; long names are cut. */
function fileName(title: string): string {
	return title
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
}
