/** Folders of neighbouring tools, imported from the command line, again and again. */
import { describe, expect, test } from 'vitest';
import { lintel } from '#test/e2e/world/command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const story = (title: string, criterion = 'It is on the shelf') =>
	`## ${title}\n\nAs a reader, I want to ${title.toLowerCase()}, so that I read.\n\n**Acceptance Criteria**\n\n- ${criterion}\n`;

const SPEC_KIT = `# Feature Specification: Lending

**Feature Branch**: \`001-lending\`

## User Scenarios & Testing

### User Story 1 - Lend a book (Priority: P1)

As a reader, I want to lend a book, so that a friend reads it.

**Acceptance Scenarios**:

1. **Given** a book on the shelf, **When** it is lent, **Then** it is off the shelf
`;
const KIRO = `# Requirements Document

## Requirements

### Requirement 1

**User Story:** As a reader, I want to renew a loan, so that I can finish.

#### Acceptance Criteria

1. WHEN a loan is renewed THE SYSTEM SHALL move its due date by two weeks
`;
const OPENSPEC = `# Fines Specification

## Requirements

### Requirement: Late books cost a fine

The system SHALL charge a fine for each late day.

#### Scenario: One day late

- **WHEN** a book is one day late
- **THEN** the fine is one euro
`;
const FEATURE = `Feature: Reserve a book
  As a reader
  I want to reserve a book
  So that it waits for me

  Scenario: A free book
    Given a free book
    When it is reserved
    Then it waits for three days
`;
const TASK = `---
id: task-7
title: Remind of due books
status: To Do
---

## Description

As a reader, I want a reminder, so that I pay no fine.

## Acceptance Criteria

- [ ] #1 A mail comes two days before
`;

describe.each([
	['spec-kit', 'specs/001-lending/spec.md', SPEC_KIT, 'Lend a book'],
	['Kiro', '.kiro/specs/loans/requirements.md', KIRO, 'renew'],
	['OpenSpec', 'openspec/specs/fines/spec.md', OPENSPEC, 'Late books cost a fine'],
	['Gherkin', 'features/reserve.feature', FEATURE, 'Reserve a book'],
	['Backlog.md', 'backlog/tasks/task-7 - Remind.md', TASK, 'Remind of due books'],
])('the folder of %s', (_, path, text, title) => {
	test('[CM14] comes in once, whatever else is around, and again changes nothing', async () => {
		using copy = createWorkingCopy({ 'README.md': '# Library\n\nWords.\n' });
		copy.write(path, text);
		const dry = await lintel(['import', '.', '--dry-run'], copy);
		expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('1 would be added') });
		expect(dry.stdout).toContain(`${path}:`);
		const first = await lintel(['import', '.'], copy);
		expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 criterion +became/) });
		const file = copy.read('user_stories.md');
		expect(file).toContain(title);
		const again = await lintel(['import', path.split('/')[0] ?? '.'], copy);
		expect(again.stdout).toContain('0 added, 0 updated, 1 the same');
		expect(copy.read('user_stories.md')).toBe(file);
	});
});

test('[CM14] an import again updates what only the file changed', async () => {
	using copy = createWorkingCopy({ 'backlog.md': story('Lend a book') + story('Return a book') });
	await lintel(['import', 'backlog.md'], copy);
	copy.write('backlog.md', story('Lend a book', 'It is with a friend') + story('Return a book'));
	const again = await lintel(['import', 'backlog.md'], copy);
	expect(again.stdout).toMatch(
		/backlog\.md:1-7 +"Lend a book", 1 criterion +is updated: criterion/,
	);
	expect(again.stdout).toContain('0 added, 1 updated, 1 the same');
	expect(copy.read('user_stories.md')).toContain('It is with a friend');
	expect(copy.read('user_stories.md')).not.toContain('is on the shelf <!-- ac_0');
});

test.each([
	[[], ['Ours', 'Theirs']],
	[['--keep'], ['Ours']],
	[['--update'], ['Theirs']],
])('[CM14] where both sides changed, %j leaves %j', async (flags, stays) => {
	using copy = createWorkingCopy({ 'backlog.md': story('Lend a book') });
	await lintel(['import', 'backlog.md'], copy);
	copy.write('user_stories.md', copy.read('user_stories.md').replace('It is on the shelf', 'Ours'));
	copy.write('backlog.md', story('Lend a book', 'Theirs'));
	const { stdout } = await lintel(['import', 'backlog.md', ...flags], copy);
	expect(stdout).toContain('1 with other words');
	const file = copy.read('user_stories.md');
	expect(['Ours', 'Theirs'].filter((word) => file.includes(`- ${word}`))).toEqual(stays);
});

test('[CM14] --as reads a file as what it is told to be, and a wrong word is refused', async () => {
	using copy = createWorkingCopy({
		'list.txt': 'Title,Criteria\nLend a book,It is off the shelf\n',
	});
	const csv = await lintel(['import', 'list.txt', '--as', 'csv', '--dry-run'], copy);
	expect(csv.stdout).toContain('1 would be added');
	const wrong = await lintel(['import', 'list.txt', '--as', 'word'], copy);
	expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Allowed choices') });
});
