import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { driftFindings, driftOf } from '#shared/imports/drift.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { IN_CODE, keepsFromReview } from '#shared/imports/rules/in-code.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { codeRepository } from '#test/fixtures/code/code-repository.ts';
import { importReader } from '#test/fixtures/code/parsers.ts';

let read: ImportReader;
beforeAll(async () => {
	read = await importReader();
});

interface Given {
	readonly type?: string;
	readonly on?: string;
	readonly code: readonly string[];
}

function contextsOf(given: Readonly<Record<string, Given>>) {
	const sections = Object.entries(given).map(
		([name, { type = 'coordination', on = 'None', code }]) =>
			[
				`## ${name}\n**Type**: ${type}\n**Dependencies**: ${on}\n\n### Components`,
				'| Component | Type | Code |\n|---|---|---|',
				...code.map((path, n) => `| ${name}${n} | module | ${path} |`),
			].join('\n'),
	);
	const { blocks } = readContextMap(`# Map\n\n${sections.join('\n\n')}\n`, []);
	return blocks.flatMap((block) => (block.kind === 'context' ? block.context : []));
}

function found(
	given: Readonly<Record<string, Given>>,
	texts: Readonly<Record<string, string>>,
	rules: Parameters<typeof conventionsOf>[0]['rules'] = {},
) {
	const conventions = conventionsOf({ preset: 'typescript', rules });
	const drift = driftOf(contextsOf(given), codeRepository(texts, read), conventions);
	return driftFindings(drift, conventions);
}

const shop = {
	Accounts: { type: 'domain', code: ['src/accounts/session.ts'] },
	Mail: { on: 'Accounts', code: ['src/mail/send.ts'] },
	Shelves: { on: 'Mail', code: ['src/shelves/shelf.ts'] },
};
const code = (imports: string) => ({
	'src/accounts/session.ts': '',
	'src/mail/send.ts': "import '../accounts/session';",
	'src/shelves/shelf.ts': `import '../mail/send';\n${imports}`,
});

describe('drift', () => {
	test('[DR1] an import that the map does not draw is an error at its line and column', () => {
		const findings = found(shop, code("import { a } from '../accounts/session';"));
		expect(findings).toMatchObject([
			{
				...{ rule: 'import-not-allowed', severity: 'error', file: 'src/shelves/shelf.ts' },
				...{ line: 2, column: 19 },
				message: 'Shelves imports src/accounts/session.ts of Accounts, and does not depend on it.',
				fix: 'Go through Mail, which may, or: Draw the dependency from Shelves to Accounts in the map.',
			},
		]);
	});

	test('[DR1] what the map draws is allowed, and so is a Context’s own code', () => {
		const texts = { ...code(''), 'src/shelves/a.ts': "import './shelf'; import 'zod';" };
		expect(found(shop, texts)).toEqual([]);
	});

	test('[DR1] types count, are named as such, and a line is told once for each context', () => {
		const line = "import type { A } from '../accounts/session'; import '../accounts/more';";
		const findings = found(shop, { ...code(line), 'src/accounts/more.ts': '' });
		expect(findings.map(({ message }) => message)).toEqual([
			'Shelves imports types of src/accounts/session.ts of Accounts, and does not depend on it.',
		]);
	});

	test('[DR2] the fix says where a new dependency would close a cycle', () => {
		const texts = { ...code(''), 'src/accounts/session.ts': "import '../shelves/shelf';" };
		expect(found(shop, texts).map(({ fix }) => fix)).toEqual([
			'Drawing it would close a cycle (Shelves → Mail → Accounts): move what both need to where both may depend on it, or turn the call around.',
		]);
	});

	test('[DR2] between domain contexts the fix suggests a coordination context', () => {
		const domains = {
			Accounts: { type: 'domain', code: ['src/accounts/session.ts'] },
			Books: { type: 'domain', code: ['src/books/book.ts'] },
		};
		const texts = {
			'src/accounts/session.ts': '',
			'src/books/book.ts': "import '../accounts/session'",
		};
		expect(found(domains, texts).map(({ fix }) => fix)).toEqual([
			'Let a coordination context use both, or: Draw the dependency from Books to Accounts in the map.',
		]);
	});

	test('[DR3] a file without a component belongs to whom alone has code around it', () => {
		const texts = {
			...code(''),
			'src/shelves/deep/new.ts': "import '../../accounts/session';",
			'src/unclear.ts': "import './accounts/session';",
		};
		expect(found(shop, texts).map(({ file }) => file)).toEqual(['src/shelves/deep/new.ts']);
	});

	test('[DR3] a folder in the Code column is all below it', () => {
		const folders = {
			...shop,
			Shelves: { on: 'Mail', code: ['src/shelves/'] },
			Rest: { code: ['src/'] },
		};
		const texts = { ...code("import '../rest';"), 'src/rest.ts': '' };
		expect(found(folders, texts).map(({ message }) => message)).toEqual([
			'Shelves imports src/rest.ts of Rest, and does not depend on it.',
		]);
	});

	test('[DR4] tests may import what they like', () => {
		const texts = {
			...code(''),
			'src/shelves/shelf.test.ts': "import '../accounts/session';",
			'src/shelves/__tests__/x.ts': "import '../../accounts/session';",
		};
		expect(found(shop, texts)).toEqual([]);
	});

	test('[DR5] a dependency that no code uses is a hint, once both have code', () => {
		const texts = { ...code(''), 'src/mail/send.ts': '' };
		expect(found(shop, texts)).toMatchObject([
			{
				...{ rule: 'dependency-unused', severity: 'info', file: null },
				message: 'Mail depends on Accounts, and none of its code imports from there.',
			},
		]);
		expect(found(shop, { 'src/mail/send.ts': '' })).toEqual([]);
	});

	test('[DR6] the config sets the level of both rules', () => {
		const texts = { ...code("import '../accounts/session';"), 'src/mail/send.ts': '' };
		const rules = { 'import-not-allowed': 'warning', 'dependency-unused': 'off' } as const;
		expect(found(shop, texts, rules).map(({ severity }) => severity)).toEqual(['warning']);
	});

	test('[DR7] what could not be read is said, and backs no hint', () => {
		const conventions = conventionsOf({ preset: 'typescript' });
		const texts = { ...code(''), 'src/mail/send.ts': '\0' };
		const drift = driftOf(contextsOf(shop), codeRepository(texts, read), conventions);
		expect(drift.unread).toEqual(['src/mail/send.ts']);
		expect(driftFindings(drift, conventions)).toEqual([]);
	});

	test('[DR3] a file above the code of one context is not that context’s', () => {
		const contexts = {
			Accounts: { code: ['src/deep/accounts/session.ts'] },
			Mail: { code: ['src/mail/send.ts'] },
		};
		const texts = {
			'src/deep/accounts/session.ts': '',
			'src/mail/send.ts': '',
			'src/deep/other.ts': "import '../mail/send';",
		};
		expect(found(contexts, texts)).toEqual([]);
	});

	test('[DR1] Rust’s word that a module exists is no use of it', () => {
		const contexts = {
			App: { code: ['src/lib.rs'] },
			Mail: { code: ['src/mail/send.rs', 'src/mail.rs'] },
		};
		const used = (lib: string) =>
			found(contexts, {
				'src/lib.rs': lib,
				'src/mail.rs': 'pub mod send;',
				'src/mail/send.rs': '',
			});
		expect(used('mod mail;\n')).toEqual([]);
		expect(used('mod mail;\nuse crate::mail::send;\n')).toMatchObject([{ line: 2 }]);
	});

	test('[DR10] an error in code keeps no context from review, any other does', () => {
		const known = new Set(DRIFT_RULES.map(({ id }) => id));
		for (const rule of IN_CODE) expect(known).toContain(rule);
		const errors = DRIFT_RULES.filter((rule) => keepsFromReview({ ...rule, rule: rule.id }));
		expect(errors).toEqual([]);
		expect(keepsFromReview({ rule: 'context-cycle', severity: 'error' })).toBe(true);
	});
});
