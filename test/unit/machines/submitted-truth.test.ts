import { expect, test } from 'vitest';
import { judgeTruth } from '#machines/lifecycle/submitted-truth.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';

const story = (text: string): AnyArtefact => ({
	kind: 'story',
	story: {
		...{ id: 'st_0000000001', title: 'Sign in', narrative: 'As a customer', notes: '' },
		criteria: [{ id: 'ac_0000000001', text }],
	},
});

const design = (context: 'cx_0000000001' | 'cx_0000000002' | null): AnyArtefact => ({
	kind: 'design',
	design: {
		...{ id: 'cp_0000000001', component: 'Session', type: 'schema', body: '# Session' },
		...{ context, criteria: [] },
	},
});

function submissionOf(artefact: AnyArtefact) {
	const { criteria, prose = null, context = null } = submittedParts(artefact);
	return { parts: { criteria, prose }, context };
}

test('[SU16] a submission says the criteria that its text has', () => {
	const submission = submissionOf(story('by mail'));
	expect(judgeTruth(submission, story('by mail'), false)).toBeNull();
	expect(judgeTruth(submission, story('by fax'), false)?.guard).toBe('other-parts');
	const lying = { ...submission, parts: { ...submission.parts, criteria: {} } };
	expect(judgeTruth(lying, story('by mail'), false)?.guard).toBe('other-parts');
	const older = { ...submission, parts: { ...submission.parts, prose: null } };
	expect(judgeTruth(older, story('by mail'), false)).toBeNull();
});

test('[SU16] a submission says the context that its text names, where reviewers go by it', () => {
	const submission = submissionOf(design('cx_0000000001'));
	expect(judgeTruth(submission, design('cx_0000000001'), true)).toBeNull();
	expect(judgeTruth(submission, design('cx_0000000002'), false)?.guard).toBe('other-parts');
	const silent = { ...submission, context: null };
	expect(judgeTruth(silent, design('cx_0000000001'), true)?.guard).toBe('other-parts');
	expect(judgeTruth(silent, design('cx_0000000001'), false)).toBeNull();
});
