/** The smallest text that is enough: what a step needs stands there, and nothing twice or too early. */
import { expect, test } from 'vitest';
import { assemblePack } from '#shared/session/pack/assemble-pack.ts';
import type { PackFinding } from '#shared/session/pack/pack-source.ts';
import { packText } from '#shared/session/pack/pack-text.ts';
import { aboutStep, bookshop, sourceOf } from '#test/fixtures/pack-world.ts';

const MUCH = 100_000;
const { artefacts, ids, accounts, signIn } = bookshop();

test('[CP12] who names components is told which types and paths the team knows', () => {
	const about = aboutStep('context-design', 'outline', accounts.id);
	const text = packText(assemblePack(sourceOf(artefacts), about, MUCH));
	expect(text).toContain('Types: module, service, repository');
	expect(text).toContain('- src/{p} with .ts .tsx');
	expect(text).toContain('A change has to be approved anew: write it with revise: true.');
});

test('[CP12] one template is said once for all types that have it', () => {
	const about = aboutStep('context-design', 'revise', accounts.id);
	const mixed = {
		...artefacts,
		contexts: artefacts.contexts.map((one) => ({
			...one,
			components: one.components.map((part, n) => ({
				...part,
				type: n === 0 ? 'module' : 'service',
			})),
		})),
	};
	const { parts } = assemblePack(sourceOf(mixed), about, MUCH);
	const titles = parts.filter(({ input }) => input === 'template').map(({ title }) => title);
	expect(titles).toEqual(['Template of module, service']);
});

test('[CP12] who writes code is told what runs the tests, and not that it is missing', () => {
	const testCommand = ['node', '--test', '{files}'];
	const findings = ['design-without-code', 'function-untested'].map((rule) =>
		findingOf(rule, ids.session),
	);
	const filesOf = () => [{ role: 'code' as const, path: 'src/session.ts', text: null }];
	const source = sourceOf(artefacts, { testCommand, findings, filesOf });
	const text = packText(
		assemblePack(source, aboutStep('component-code', 'code', ids.session), MUCH),
	);
	expect(text).toContain('src/session.ts (not there yet)\n- run by: node --test {files}');
	expect(text).toContain('warning function-untested (known from before): It is');
	expect(text).not.toContain('design-without-code');
});

test('[CP12] a story that came back to its interview comes whole', () => {
	const about = aboutStep('story-interview', 'interview', null, { written: [signIn.id] });
	const text = packText(assemblePack(sourceOf(artefacts), about, MUCH));
	expect(text).toContain(`## Story ${signIn.id}`);
	expect(text).toContain('Five wrong ones lock it');
	expect(text).not.toContain('A book is lent once');
});

function findingOf(rule: string, artefact: PackFinding['artefact']): PackFinding {
	return {
		...{ rule, severity: 'warning', message: `It is ${rule}.`, fix: 'Mend it.', artefact },
		...{ field: null, place: null, file: null, line: null, isKnown: rule === 'function-untested' },
	};
}
