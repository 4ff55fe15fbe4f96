/** Documents of a size, as teams write them, with the counts that reading them has to find. */

export interface Sized {
	readonly text: string;
	readonly stories: number;
	readonly criteria: number;
}

const WORDS = 'A reader with fewer than five loans can borrow one more book and reads it at home';

/** Stories with ten criteria each, and prose between them until the text is long enough. */
export function storiesOf(characters: number, stories: number): Sized {
	const share = characters / stories;
	const parts: string[] = ['# Library\n'];
	for (let n = 0; n < stories; n++) {
		const head = `\n## Story ${n}: Borrow book ${n}\n\nAs a reader, I want to borrow book ${n}, so that I can read it.\n\n**Acceptance Criteria**\n`;
		const criteria = Array.from({ length: 10 }, (_, at) => `- ${at}: ${WORDS}\n`).join('');
		parts.push(head, criteria, filler(share - head.length - criteria.length));
	}
	return { text: parts.join(''), stories, criteria: stories * 10 };
}

export function contextMapOf(characters: number, contexts: number): string {
	const parts = ['# Library: context map\n'];
	const share = characters / contexts;
	for (let n = 0; n < contexts; n++) {
		const head = `\n## Context ${n}\n**Type**: domain\n**Entity**: Entity${n}\n**Responsibilities**: ${WORDS}\n**Dependencies**: None\n**Stories**\n- Borrow book ${n}\n\n### Components\n| Component | Type | Code |\n|---|---|---|\n| Part${n} | module | src/part-${n}.ts |\n`;
		parts.push(head, filler(share - head.length));
	}
	return parts.join('');
}

export function designOf(characters: number): string {
	const section = `\n## Execution Flow\n\n1. ${WORDS}\n2. ${WORDS}\n\n\`\`\`ts\nfunction borrow(): void\n\`\`\`\n`;
	return `---\ncomponent: Loans\ntype: module\n---\n# Loans\n${section.repeat(Math.ceil(characters / section.length))}`;
}

/** One document of each foreign format; no more stories than a file may hold. */
export function foreignOf(format: string, characters: number): Sized {
	const units: Readonly<Record<string, (n: number) => string>> = {
		bullets: (n) => `- **As a reader, I want to borrow book ${n}**\n  - ${WORDS}\n  - ${WORDS}\n`,
		table: (n) => `| B-${n} | reader | borrow book ${n} | I can read it | ${WORDS}<br>${WORDS} |\n`,
		paragraphs: (n) =>
			`As a reader, I want to borrow book ${n}, so that I can read it.\n\n- ${WORDS}\n- ${WORDS}\n\n`,
		fenced: (n) =>
			`\`\`\`md\n## Story ${n}: Borrow\n\n**Acceptance Criteria**\n- ${WORDS}\n- ${WORDS}\n\`\`\`\n\n`,
		'spec-kit': (n) =>
			`### User Story ${n} - Borrow (Priority: P1)\n\n${WORDS}\n\n**Acceptance Scenarios**:\n\n1. **Given** a, **When** b, **Then** c\n2. **Given** d, **When** e, **Then** f\n\n`,
		kiro: (n) =>
			`### Requirement ${n}\n\n**User Story:** As a reader, I want to borrow book ${n}.\n\n#### Acceptance Criteria\n\n1. WHEN a THE Library SHALL b\n2. WHEN c THE Library SHALL d\n\n`,
		openspec: (n) =>
			`### Requirement: Borrow book ${n}\n${WORDS}\n\n#### Scenario: one\n- **WHEN** a\n- **THEN** b\n\n#### Scenario: two\n- **WHEN** c\n- **THEN** d\n\n`,
		csv: (n) =>
			`B-${n},"Borrow, book ${n}","As a reader, I want\nbook ${n}","- ${WORDS}\n- ${WORDS}"\n`,
		gherkin: (n) =>
			`  Scenario: ${n}\n    Given a reader with ${n} loans\n    When they borrow a book\n    Then they have one more\n\n`,
	};
	const unit = units[format] ?? ((n: number) => `${n}\n`);
	const heads: Readonly<Record<string, string>> = {
		bullets: '# User Stories\n\n',
		table: '| ID | As a | I want to | So that | Acceptance Criteria |\n|---|---|---|---|---|\n',
		openspec: '# Lending\n\n## Requirements\n\n',
		csv: 'Key,Title,Description,Acceptance Criteria\n',
		gherkin: 'Feature: Lending\n\n',
	};
	const count = Math.min(5_000, Math.floor(characters / unit(1_000).length));
	const text = [
		heads[format] ?? '# Lending\n\n',
		...Array.from({ length: count }, (_, n) => unit(n)),
	];
	const rest =
		format === 'csv' || format === 'gherkin' ? '' : filler(characters - text.join('').length);
	const stories = format === 'gherkin' ? 1 : count;
	return {
		text: text.join('') + rest,
		stories,
		criteria: format === 'gherkin' ? count : count * 2,
	};
}

/** A paragraph that is no story, of about this length. */
function filler(characters: number): string {
	const line = `${WORDS}.\n`;
	return characters < line.length ? '' : `\n${line.repeat(Math.floor(characters / line.length))}`;
}
