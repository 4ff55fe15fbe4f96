import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type KeptPieces, openPieces } from '#server/check/cache/pieces.ts';
import { checkRepository } from '#server/check/check-repository.ts';
import { knowSignatures } from '#server/check/signing/known-signatures.ts';
import { createSignatureThreads } from '#server/check/signing/signature-threads.ts';
import { createCheckThreads } from '#server/check/threads/check-threads.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import {
	CODE_FILE,
	CONTEXT,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	PROVED_FILES,
	type ProvedCopy,
	STORY,
} from '#test/fixtures/proved-copy.ts';

const CART = 'cp_0000000002';
const CART_FILE = 'docs/design/cart.md';
const SHOP = `
## Shop <!-- cx_0000000002 -->
**Type**: domain
**Entity**: Cart
**Responsibilities**: Buying.
**Dependencies**: None

### Components
| Component | Type | Code |
|---|---|---|
| Cart | service | src/cart.ts <!-- ${CART} --> |
`;
const FILES = {
	...PROVED_FILES,
	'context_map.md': `${PROVED_FILES['context_map.md']}${SHOP}`,
	[CART_FILE]: `---\nid: ${CART}\ncomponent: Cart\ntype: service\n---\n# Cart\n\n## Purpose\n\nTBD\n`,
	[CODE_FILE]: 'export const session = 1;\n',
	'src/cart.ts': "import { session } from './session.ts';\nexport const cart = session;\n",
};
const STEPS = 10;
const GRAMMARS = [resolve(import.meta.dirname, '../../../node_modules')];

function piecesOf(copy: ProvedCopy): KeptPieces {
	const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
	return openPieces({ disk: fs, folder: join(copy.data, 'check'), about: ['one'], random });
}

async function reportOf(copy: ProvedCopy, pieces: KeptPieces | null) {
	const threads = createSignatureThreads(createCheckThreads());
	const checked = await checkRepository(
		{
			...{ disk: fs, run: runProgram, grammars: GRAMMARS },
			signatures: pieces === null ? threads : knowSignatures(threads, pieces.signatures),
			...(pieces === null ? null : { pieces }),
		},
		{ folder: copy.folder, pin: { id: copy.people.root }, base: null },
	);
	if (!checked.ok) return checked.error;
	pieces?.save();
	return checked.value.report;
}

/** What people and agents do to a checkout, well or badly. */
const CHANGES: readonly ((copy: ProvedCopy, n: number) => unknown)[] = [
	(copy, n) => copy.write(DESIGN_FILE, `${FILES[DESIGN_FILE]}\nWords ${n}, [[Cart]], \u200b.\n`),
	(copy, n) => copy.write(DESIGN_FILE, FILES[DESIGN_FILE].replace('Session\n', `Session${n}\n`)),
	(copy) => copy.write(DESIGN_FILE, FILES[DESIGN_FILE]),
	(copy, n) => copy.write(CART_FILE, `${FILES[CART_FILE]}\n## Public API\n\n### buy${n % 3}\n`),
	(copy) => copy.write(CART_FILE, FILES[CART_FILE]),
	(copy) => fs.rmSync(join(copy.folder, CART_FILE), { force: true }),
	(copy) => copy.write('docs/design/again.md', FILES[CART_FILE]),
	(copy) => fs.rmSync(join(copy.folder, 'docs/design/again.md'), { force: true }),
	(copy, n) => copy.write('src/cart.ts', n % 2 === 0 ? 'export {};\n' : FILES['src/cart.ts']),
	(copy) => copy.write('src/cart.ts', `\n${FILES['src/cart.ts']}`),
	(copy) => copy.write('src/cart.py', 'from session import session\n'),
	(copy) => copy.write('context_map.md', FILES['context_map.md'].replace('Buying', 'Selling')),
	(copy) =>
		copy.write('context_map.md', FILES['context_map.md'].replace(`| service | src`, '| x | src')),
	(copy) =>
		copy.write('context_map.md', FILES['context_map.md'].replace(': None\n\n', ': Accounts\n\n')),
	(copy) => copy.write('context_map.md', FILES['context_map.md']),
	(copy, n) => copy.write('user_stories.md', `${FILES['user_stories.md']}- It is fast ${n}\n`),
	(copy) => copy.write('lintel.config.json', '{ "rules": { "section-missing": "error" } }\n'),
	(copy) => copy.write('lintel.config.json', '{ "preset": "python" }\n'),
	(copy) => fs.rmSync(join(copy.folder, 'lintel.config.json'), { force: true }),
	async (copy) => {
		await copy.setPolicy({ failing: ['untestable-words'] });
		copy.save();
	},
	async (copy, n) => {
		const artefacts = [STORY, CONTEXT, DESIGN] as const;
		await copy.approve(artefacts[n % 3] ?? STORY);
		copy.save();
	},
	(copy, n) => withSegment(copy, n, (text) => text.replace('"value":"', '"value":"AAAA')),
	(copy, n) => withSegment(copy, n, (text) => text.slice(0, -40)),
	(copy) => copy.git('checkout', '-q', '--', '.'),
];

function withSegment(copy: ProvedCopy, n: number, change: (text: string) => string): void {
	const names = fs.readdirSync(join(copy.folder, '.lintel/log')).sort();
	const path = `.lintel/log/${names[n % names.length]}`;
	copy.write(path, change(copy.read(path)));
}

/** The same numbers in each run. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return (state >>> 8) % sides;
	};
}

async function begun(): Promise<ProvedCopy> {
	const copy = await createProvedCopy(FILES);
	await copy.approve(STORY);
	copy.save();
	copy.commit();
	return copy;
}

describe('what a check kept of single files', () => {
	test('[CK26] changes no answer after any change', async () => {
		using copy = await begun();
		for (const [n, change] of [null, ...CHANGES].entries()) {
			await change?.(copy, n);
			const kept = await reportOf(copy, piecesOf(copy));
			expect(kept, `change ${n - 1}`).toEqual(await reportOf(copy, null));
		}
	}, 60_000);

	test.each([1, 2])(
		'[CK26] changes no answer, whatever is done between, seed %i',
		async (seed) => {
			using copy = await begun();
			const roll = dice(seed);
			for (let step = 0; step < STEPS; step++) {
				const change = roll(CHANGES.length);
				if (roll(4) > 0) await CHANGES[change]?.(copy, roll(100));
				else if (roll(3) === 0)
					fs.rmSync(join(copy.data, 'check'), { recursive: true, force: true });
				const kept = await reportOf(copy, piecesOf(copy));
				expect(kept, `step ${step}, change ${change}`).toEqual(await reportOf(copy, null));
			}
		},
		// Two whole checks a step, each with its parsers.
		60_000,
	);

	test('[CK26] is asked again for what is as it was, and for nothing else', async () => {
		using copy = await begun();
		await reportOf(copy, piecesOf(copy));
		copy.write(DESIGN_FILE, `${FILES[DESIGN_FILE]}\nMore.\n`);
		const fresh = counted(piecesOf(copy));
		await reportOf(copy, fresh.pieces);
		expect(fresh.made()).toEqual({ signatures: 0, designs: 1, imports: 0 });
	});

	test('[CK23] is none where it was forged', async () => {
		using copy = await begun();
		await reportOf(copy, piecesOf(copy));
		const folder = join(copy.data, 'check');
		for (const name of fs.readdirSync(folder).filter((one) => one.endsWith('.json')))
			fs.appendFileSync(join(folder, name), ' ');
		const fresh = counted(piecesOf(copy));
		await reportOf(copy, fresh.pieces);
		expect(fresh.made()).toEqual({ signatures: 6, designs: 2, imports: 2 });
	});
});

/** Counts what had to be worked out. */
function counted(pieces: KeptPieces) {
	const made = { signatures: 0, designs: 0, imports: 0 };
	const counting = (part: keyof typeof made): KeptPieces => ({
		...pieces,
		[part]: {
			...pieces[part],
			set(...args: Parameters<(typeof pieces)[typeof part]['set']>) {
				made[part]++;
				Reflect.apply(pieces[part].set, pieces[part], args);
			},
		},
	});
	return {
		pieces: {
			...pieces,
			signatures: counting('signatures').signatures,
			designs: counting('designs').designs,
			imports: counting('imports').imports,
		},
		made: () => made,
	};
}
