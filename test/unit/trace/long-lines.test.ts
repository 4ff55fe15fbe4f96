import { expect, test } from 'vitest';
import { readStoryMetadata, withTag } from '#shared/artefact/story-metadata.ts';
import { withoutEnd, withoutEnds } from '#shared/ends.ts';
import { commentsIn, withoutComments } from '#shared/markdown/comments.ts';
import { createChecker } from '#shared/trace/checker.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { quickFixesFor } from '#shared/trace/quick-fixes.ts';
import { readTemplate } from '#shared/trace/template-file.ts';
import {
	artefactsWith,
	componentWith,
	contextWith,
	markdownOf,
	storyWith,
} from '#test/fixtures/artefacts.ts';

const LONG = 60_000;
const SIGNS = [
	' ',
	'\t',
	'*',
	'`',
	'#',
	':',
	'<!--',
	'<!-- hint:',
	'[',
	'(',
	'\n',
	'\n\t',
	'~',
	'|',
	'- ',
];
const conventions = conventionsOf({ preset: 'phoenix', paths: [], templates: {}, rules: {} });

function lineOf(sign: string): string {
	return `a${sign.repeat(LONG / sign.length)}x`;
}

test.each(SIGNS)('[VA18] a design with a row of “%s” is held against every rule', (sign) => {
	const line = lineOf(sign);
	const session = componentWith({ name: 'Session', type: 'service', code: 'lib/a/session.ex' });
	const accounts = contextWith({ components: [session] });
	const body = `# ${line}\n\n## ${line}\n\n${line}\n\n## Functions\n\n### ${line}\n\n${line}\n\n## Dependencies\n\n- ${line}\n`;
	const there = artefactsWith({ contexts: [accounts] }, [markdownOf(session, accounts, body)]);
	const designText = (id: (typeof session)['id']) => there.texts.get(id) ?? '';
	const findings = createChecker(designText)(there, conventions);
	const piece = { artefacts: there, designText };
	for (const finding of findings.slice(0, 20)) quickFixesFor(finding, piece, conventions);
	expect(findings.length).toBeGreaterThan(0);
});

test.each(SIGNS)('[VA18] a story with a row of “%s” is held against every rule', (sign) => {
	const line = lineOf(sign);
	const notes = `**Priority**: ${line}\n**Tags**: a, ${line}`;
	const story = storyWith({ title: line, narrative: line, says: [line], notes });
	const findings = createChecker()({ stories: [story], contexts: [], designs: [] }, conventions);
	expect(findings).toBeInstanceOf(Array);
	expect(readStoryMetadata(withTag(notes, 'accounts')).tags).toContain('accounts');
});

test.each(SIGNS)('[VA18] a template with a row of “%s” is read', (sign) => {
	const line = lineOf(sign);
	expect(readTemplate(`## Purpose\n\n<!--${line}\n\n_${line}\n`).template).not.toBeUndefined();
});

test('[VA18] labels and separators in one line, thousands of each', () => {
	const notes = `**Priority**: 1 ${'· Tags: a, '.repeat(5_000)}b`;
	expect(readStoryMetadata(notes)).toEqual({ priority: '1', tags: ['a', 'b'] });
});

test('signs go from the ends alone', () => {
	expect(withoutEnds('**a**b**', /[*]/)).toBe('a**b');
	expect(withoutEnds('***', /[*]/)).toBe('');
	expect(withoutEnd('**a**', /[*]/)).toBe('**a');
});

test('a comment that is never closed is none', () => {
	expect(withoutComments('a<!-- b -->c<!-- d')).toBe('ac<!-- d');
	expect(commentsIn('<!-->--> <!---->')).toHaveLength(2);
	expect(commentsIn('--> <!-- a')).toEqual([]);
});
