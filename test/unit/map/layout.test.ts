import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { absorbPositions, placeContexts, settleContexts } from '#shared/doc/edits/layout.ts';
import { openLayoutDoc, type Positions, readPositions } from '#shared/doc/layout-doc.ts';
import { printLayout, readLayout } from '#shared/doc/layout-file.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { contextId } from '#test/unit/map/example-map.ts';

const ada = { kind: 'person' as const, id: 'ada' };
const place = fc.record({
	x: fc.integer({ min: -5_000, max: 5_000 }),
	y: fc.integer({ min: -5_000, max: 5_000 }),
});
const positions: fc.Arbitrary<Positions> = fc
	.array(fc.tuple(fc.nat({ max: 6 }).map(contextId), place))
	.map((pairs) => new Map(pairs));

function docWith(places: Positions) {
	const doc = openLayoutDoc(new Y.Doc());
	placeContexts(doc, places, ada);
	return doc;
}

describe('layout', { timeout: 60_000 }, () => {
	test('[MP8] what is written reads back, one line a context, sorted', () => {
		fc.assert(
			fc.property(positions, (places) => {
				const text = printLayout(places);
				const read = readLayout(text);
				expect(read.ok && [...read.value]).toEqual(
					[...places].toSorted(([a], [b]) => (a < b ? -1 : 1)),
				);
				expect(JSON.parse(text)).toMatchObject({ version: 1 });
				const lines = text.split('\n').filter((line) => line.includes('cx_'));
				expect(lines).toEqual(lines.toSorted());
				expect(lines).toHaveLength(places.size);
			}),
		);
	});

	test('[MP8] what is malformed is refused whole, with what is wrong', () => {
		const good = printLayout(new Map([[contextId(1), { x: 0, y: 8 }]]));
		for (const [text, words] of [
			[`<<<<<<< ours\n${good}`, 'not JSON'],
			['[]', 'not what it has to be'],
			['{"version": 2, "contexts": {}}', 'version'],
			['{"version": 1, "contexts": {"cx_0000000001": {"x": 1e99, "y": 0}}}', 'cx_0000000001'],
			['{"version": 1, "contexts": {"st_0000000001": {"x": 1, "y": 0}}}', 'st_0000000001'],
			['{"version": 1, "contexts": {"cx_0000000001": {"x": 1.5, "y": 0}}}', 'cx_0000000001'],
		]) {
			const read = readLayout(text ?? '');
			expect(read.ok ? 'read' : read.error.reason).toContain(words);
		}
		expect(readLayout(' \n')).toEqual({ ok: true, value: new Map() });
	});

	test('[MP9] a change of the file goes in context by context, beside what others moved', () => {
		fc.assert(
			fc.property(positions, positions, positions, (base, next, theirs) => {
				const doc = docWith(theirs);
				absorbPositions(doc, base, next, ada);
				const after = readPositions(doc);
				for (const id of new Set([...base.keys(), ...next.keys(), ...theirs.keys()])) {
					const changed = JSON.stringify(base.get(id)) !== JSON.stringify(next.get(id));
					expect(after.get(id)).toEqual(changed ? next.get(id) : theirs.get(id));
				}
			}),
		);
	});

	test('[DC3] placing is one transaction of its origin, and none where nothing moves', () => {
		const doc = docWith(new Map([[contextId(1), { x: 0, y: 8 }]]));
		const origins: unknown[] = [];
		doc.yDoc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin));
		placeContexts(doc, new Map([[contextId(1), { x: 0, y: 8 }]]), ada);
		expect(origins).toEqual([]);
		placeContexts(
			doc,
			new Map([
				[contextId(1), null],
				[contextId(2), { x: 1, y: 2 }],
			]),
			ada,
		);
		expect(origins).toEqual([ada]);
		expect([...readPositions(doc).keys()]).toEqual([contextId(2)]);
	});

	test('[MP9] whoever moves a context outdoes whoever only saw it stand, in any order', () => {
		const [one, other] = [new Y.Doc(), new Y.Doc()].map(openLayoutDoc);
		if (!one || !other) throw new Error('There are two.');
		const stood: Positions = new Map([[contextId(1), { x: 0, y: 0 }]]);
		const moved: Positions = new Map([[contextId(1), { x: 80, y: 8 }]]);
		settleContexts(one, stood, ada);
		placeContexts(other, moved, ada);
		Y.applyUpdate(one.yDoc, Y.encodeStateAsUpdate(other.yDoc));
		Y.applyUpdate(other.yDoc, Y.encodeStateAsUpdate(one.yDoc));
		expect([readPositions(one), readPositions(other)]).toEqual([moved, moved]);
		settleContexts(one, stood, ada);
		expect(readPositions(one)).toEqual(moved);
	});

	test('[DC2] positions that peers left malformed are skipped', () => {
		const doc = openLayoutDoc(new Y.Doc());
		doc.positions.set('cx_0000000001', { x: 'left', y: 0 });
		doc.positions.set('cx_0000000002', { x: 3, y: Number.NaN });
		doc.positions.set('nonsense', { x: 3, y: 4 });
		doc.positions.set(contextId(3), { x: 3, y: 4 });
		expect([...readPositions(doc)]).toEqual([[contextId(3), { x: 3, y: 4 }]]);
	});

	test('[DC1] the document is founded on its file, and a malformed one founds an empty map', () => {
		const places: Positions = new Map([[contextId(1), { x: 16, y: 8 }]]);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, seedOf('layout', printLayout(places)).update);
		expect(readPositions(openLayoutDoc(doc))).toEqual(places);
		const other = new Y.Doc();
		Y.applyUpdate(other, seedOf('layout', '{').update);
		expect(readPositions(openLayoutDoc(other)).size).toBe(0);
	});
});
