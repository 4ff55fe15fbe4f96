import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Story } from '#shared/artefact/story.ts';
import { gherkinFeature, gherkinFiles } from '#shared/export/gherkin.ts';
import { AcceptanceCriterionId, deriveId, StoryId } from '#shared/id.ts';

function storyOf(title: string, narrative: string, criteria: readonly string[]): Story {
	const id = StoryId.parse(deriveId('st', '', title, 0));
	return {
		id,
		title,
		narrative,
		criteria: criteria.map((text, n) => ({
			id: AcceptanceCriterionId.parse(deriveId('ac', id, text, n)),
			text,
		})),
		notes: '',
	};
}

function parsed(text: string) {
	const builder = new AstBuilder(IdGenerator.incrementing());
	const { feature, comments } = new Parser(builder, new GherkinClassicTokenMatcher()).parse(text);
	const scenarios = (feature?.children ?? []).flatMap(({ scenario }) => scenario ?? []);
	return {
		name: feature?.name,
		tags: feature?.tags.map(({ name }) => name),
		description: feature?.description,
		comments: comments.length,
		scenarios: scenarios.map(({ name, tags, steps }) => ({
			name,
			tags: tags.map((tag) => tag.name),
			steps: steps.map(({ keyword, text: words }) => `${keyword}${words}`),
		})),
	};
}

const SIGN_IN = storyOf('Sign in with email', 'As a reader,\nI want to sign in.', [
	'Given a reader with a password, when they sign in, then they reach their shelf and its books',
	'**Given** a lock\n**When** the reader waits\n**Then** it opens\n**And** a mail says so',
	'WHEN five passwords are wrong THE SYSTEM SHALL lock sign-in',
	'Nobody waits longer than two seconds',
]);

test('[EX1] a Story reads back as a feature, and each criterion as a scenario with its id', () => {
	const read = parsed(gherkinFeature(SIGN_IN));
	expect(read).toMatchObject({ name: SIGN_IN.title, tags: [`@${SIGN_IN.id}`] });
	expect(read.description).toContain('I want to sign in.');
	expect(read.scenarios.map(({ tags }) => tags)).toEqual(
		SIGN_IN.criteria.map(({ id }) => [`@${id}`]),
	);
	expect(read.scenarios.map(({ steps }) => steps)).toEqual([
		[
			'Given a reader with a password',
			'When they sign in',
			'Then they reach their shelf and its books',
		],
		['Given a lock', 'When the reader waits', 'Then it opens', 'And a mail says so'],
		['When five passwords are wrong', 'Then the system shall lock sign-in'],
		[],
	]);
	expect(read.scenarios[3]?.name).toBe('Nobody waits longer than two seconds');
	expect(read.comments).toBe(1);
});

const nasty = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'Feature: x',
				'Scenario: y',
				'@tag',
				'# hash',
				'| a | b |',
				'"""',
				'```',
				'* star',
				'Examples:',
				'Rule: z',
				'Given a, when b, then c',
				'Background:',
				'# language: fr',
			),
			fc.string({ unit: 'grapheme', maxLength: 30 }),
		),
		{ maxLength: 5 },
	)
	.map((lines) => lines.join('\n'));

test('[EX2] whatever people wrote, the feature parses and holds every criterion', () => {
	fc.assert(
		fc.property(nasty, nasty, fc.array(nasty, { maxLength: 4 }), (title, narrative, criteria) => {
			const story = storyOf(title, narrative, criteria);
			const read = parsed(gherkinFeature(story));
			expect(read.scenarios.map(({ tags }) => tags[0])).toEqual(
				story.criteria.map(({ id }) => `@${id}`),
			);
			expect(gherkinFeature(story)).toBe(gherkinFeature(structuredClone(story)));
		}),
		{ numRuns: 300 },
	);
});

test('[EX3] every Story has a file of its own, whatever its title', () => {
	const stories = [
		SIGN_IN,
		storyOf('Sign in: with e-mail?', '', []),
		{ ...storyOf('x', '', []), title: 'sign in with email' },
		storyOf('../../etc/passwd', '', []),
		storyOf('', '', []),
		storyOf('登录', '', []),
	];
	const paths = gherkinFiles(stories).map(({ path }) => path);
	expect(new Set(paths).size).toBe(stories.length);
	expect(paths[0]).toBe('sign-in-with-email.feature');
	expect(paths[3]).toBe('etc-passwd.feature');
	expect(paths.every((path) => /^[\p{L}\p{N}_-]+\.feature$/u.test(path))).toBe(true);
});
