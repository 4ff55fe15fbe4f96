import { expect, test } from 'vitest';
import { CODE_FILE, createProvedCopy, DESIGN, DESIGN_FILE } from '#test/fixtures/proved-copy.ts';

test('[CK13] a code file’s design is its component’s, or the one at the rule’s place', async () => {
	using copy = await createProvedCopy();
	copy.write('docs/design/cart.md', '---\nid: cp_0000000002\ncomponent: Cart\n---\n# Cart\n');
	copy.write('docs/design/shop/index.md', '---\nid: cp_0000000003\ncomponent: Shop\n---\n# Shop\n');
	for (const path of ['src/none.ts', 'src/index.ts', 'src/api.d.ts', 'src/shop/index.ts'])
		copy.write(path, 'export const one = 1;\n');
	copy.save();
	const checked = await copy.check();
	if (!checked.ok) throw new Error(checked.error.reason);
	const gate = checked.value.codeGate;
	const ruled = (path: string) => {
		const ruling = gate(path);
		return ruling.kind === 'refused' ? (ruling.design ?? 'no design') : ruling.kind;
	};
	const kinds = [CODE_FILE, 'src/cart.ts', 'src/none.ts', 'src/cart.test.ts', 'README.md'].map(
		ruled,
	);
	expect(kinds).toEqual([DESIGN, 'cp_0000000002', 'no design', 'free', 'free']);
	// What is too small for a design needs none, but where it has one that one counts.
	expect(['src/index.ts', 'src/api.d.ts', 'src/shop/index.ts'].map(ruled)).toEqual([
		...['free', 'free', 'cp_0000000003'],
	]);
	const { findings } = checked.value.report;
	const lacking = findings.filter(({ rule }) => rule === 'code-without-design');
	expect(lacking.map(({ file }) => file)).toEqual(['src/none.ts']);
	expect(gate(CODE_FILE)).toMatchObject({
		reason: `The design of ${CODE_FILE} (${DESIGN_FILE}) was never approved.`,
	});
});

test('[CK13] an approved design lets its code pass, and so does one bypassed for exactly its words', async () => {
	using copy = await createProvedCopy();
	const { revision } = await copy.approve(DESIGN);
	copy.save();
	const kind = async () => {
		const checked = await copy.check();
		return checked.ok ? checked.value.codeGate(CODE_FILE).kind : checked.error.guard;
	};
	expect(await kind()).toBe('passes');
	copy.write(DESIGN_FILE, `${copy.read(DESIGN_FILE)}\nMore.\n`);
	expect(await kind()).toBe('refused');
	const now = (await copy.report()).artefacts.find(({ id }) => id === DESIGN)?.revision ?? '';
	expect(now).not.toBe(revision);
	const reason = copy.people.root;
	await copy.say(copy.people.ada, {
		type: 'gateBypassed',
		artefact: DESIGN,
		revision: now,
		reason,
	});
	copy.save();
	expect(await kind()).toBe('passes');
	copy.write(DESIGN_FILE, `${copy.read(DESIGN_FILE)}\nYet more.\n`);
	expect(await kind()).toBe('refused');
});
