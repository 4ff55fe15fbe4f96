/** What a step asks for, done by its answer alone: the schema, what may be written, and the text. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Served } from '#test/e2e/world/served.ts';
import { designAfter, idsIn, partOf, partsOf, type ReadPart } from '#test/unit/mcp/read-pack.ts';
import type { Answer } from '#test/unit/mcp/scripted-agent.ts';

export interface StepAnswer {
	readonly step: string;
	readonly instruction: string;
	readonly mayWrite: readonly string[];
	readonly outputSchema: { readonly properties: Readonly<Record<string, unknown>> };
	readonly baseRevisions: Readonly<Record<string, string>>;
	readonly text: string;
}

type Call = (tool: string, args: Answer) => Promise<Answer>;

export async function doStep(step: StepAnswer, call: Call, served: Served): Promise<Answer> {
	const { properties } = step.outputSchema;
	const parts = partsOf(step.text);
	if ('remarks' in properties) return review(step, parts);
	if ('files' in properties) return files(step, parts, join(served.folder, 'app'));
	if (JSON.stringify(properties).includes('verdict')) return propose(step);
	return { summary: 'Written.', artefacts: await write(step, parts, call) };
}

/** On what is under review: the step says whether that is a design or a story. */
function review(step: StepAnswer, parts: readonly ReadPart[]): Answer {
	const kind = step.instruction.includes('on the design') ? 'Design ' : 'Story ';
	const [own = ''] = parts.filter(({ title }) => title.startsWith(kind)).map(({ title }) => title);
	const [artefact] = idsIn(own);
	const remark = { artefact, weight: 'must', text: 'It does not say who may do it.' };
	return { summary: 'Read.', remarks: [remark] };
}

/** Everything that the text calls suspect; the first holds. */
function propose({ text }: StepAnswer): Answer {
	const shaken = [...text.matchAll(/It made (.*) suspect\./g)].flatMap(([, ids = '']) =>
		idsIn(ids),
	);
	const artefacts = [...new Set(shaken)].map((id, n) => ({
		...{ id, verdict: n === 0 ? 'holds' : 'edit' },
		why: 'The criterion says three now.',
	}));
	return { summary: 'Looked at.', artefacts };
}

async function write(
	step: StepAnswer,
	parts: readonly ReadPart[],
	call: Call,
): Promise<readonly unknown[]> {
	const handed = partOf(parts, /^Handed in at “Say what has to change”/)?.text;
	const bases = Object.entries(step.baseRevisions);
	if (handed !== undefined) {
		const all: { id: string; verdict: string }[] = JSON.parse(handed).artefacts;
		const edits = all.filter(({ verdict }) => verdict === 'edit').map(({ id }) => id);
		for (const [id, baseRevision] of bases.filter(([id]) => edits.includes(id))) {
			await rewrite(parts, call, id, baseRevision);
		}
		return all.map(({ id }) => id);
	}
	if (step.mayWrite.includes('design')) return designs(parts, call, bases);
	if (step.mayWrite.includes('context')) return [await context(parts, call, bases)];
	return [await story(parts, call, bases)];
}

async function story(parts: readonly ReadPart[], call: Call, bases: readonly Base[]) {
	const [[id, baseRevision] = []] = bases;
	const text = partOf(parts, /^Story /)?.text ?? '';
	const before = [...text.matchAll(/^- \[(ac_\w+)\] (.*)$/gm)].map(([, id, text]) => ({
		id,
		text,
	}));
	const more = { text: before.length === 0 ? 'Five guests are greeted' : 'A porter may do it' };
	const written = await call('write_story', {
		...(id === undefined
			? { title: 'Greet guests', narrative: 'As a guest, I want a greeting, so that I am seen.' }
			: { id, baseRevision, revise: true }),
		criteria: [...before, more],
	});
	return written['id'];
}

async function context(parts: readonly ReadPart[], call: Call, bases: readonly Base[]) {
	const [[id, baseRevision] = []] = bases;
	const here = partOf(parts, /^What components may be here/)?.text;
	if (here === undefined) {
		const stories = parts
			.filter(({ title }) => title.startsWith('Story '))
			.map(({ title }) => title);
		const written = await call('write_context', {
			...{ name: 'Greeting', type: 'domain', entity: 'Greeting' },
			...{ responsibilities: 'Greets.', stories: stories.flatMap(idsIn) },
		});
		return written['id'];
	}
	const [type = ''] = /Types: (\w+)/.exec(here)?.slice(1) ?? [];
	const [stem = '', end = ''] = /^- ([^*\n]+) with (\S+)/m.exec(here)?.slice(1) ?? [];
	const component = (name: string) => ({
		...{ name, type },
		code: `${stem.replace('{p}', name.toLowerCase())}${end}`,
	});
	const components = ['Greeter', 'Porter'].map(component);
	const written = await call('write_context', { id, baseRevision, components });
	return written['id'];
}

type Base = readonly [string, string];

async function designs(parts: readonly ReadPart[], call: Call, bases: readonly Base[]) {
	if (bases.length > 0) {
		for (const [id, base] of bases) await rewrite(parts, call, id, base);
		return bases.map(([id]) => id);
	}
	const [id = ''] = idsIn(partOf(parts, /^Component /)?.title ?? '');
	await call('write_design', { id, text: designAfter(parts) });
	return [id];
}

/** With one more word, over what the text showed. */
async function rewrite(parts: readonly ReadPart[], call: Call, id: string, baseRevision: string) {
	if (id.startsWith('cx_')) {
		await call('write_context', {
			id,
			baseRevision,
			revise: true,
			responsibilities: 'Greets three.',
		});
		return;
	}
	const text = parts.find(({ title }) => title === `Design ${id}`)?.text ?? '';
	const said = text.replace(/^(## Purpose\n\n.*)$/m, '$1 It asks who may.');
	await call('write_design', { id, baseRevision, revise: true, text: said });
}

function files(step: StepAnswer, parts: readonly ReadPart[], folder: string): Answer {
	const where = partOf(parts, /^Where the files are/)?.text ?? '';
	const pathOf = (role: string) =>
		new RegExp(`^- ${role} file of \\w+: (\\S+)`, 'm').exec(where)?.[1];
	const [code = '', test = ''] = [pathOf('code'), pathOf('test')];
	const from = posix.relative(posix.dirname(test), code);
	const criteria = [...new Set(partOf(parts, /^Story /)?.text.match(/ac_\w+/g))];
	const tests = criteria.map(
		(id) => `test('greets [${id}]', () => strictEqual(greet(), 'Hello'));`,
	);
	const isTest = step.mayWrite.includes('test');
	const text = isTest
		? [
				"import { strictEqual } from 'node:assert';",
				"import { test } from 'node:test';",
				`import { greet } from '${from.startsWith('.') ? from : `./${from}`}';`,
				...tests,
			].join('\n')
		: "export function greet(): string {\n\treturn 'Hello';\n}\n";
	const path = isTest ? test : code;
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
	return { summary: 'Written.', files: [path] };
}
