import { expect, test } from 'vitest';
import { packFrames, unpackFrames } from '#server/storage/frames.ts';

test('packed updates come out as they went in', () => {
	const updates = [Uint8Array.of(1, 2, 3), new Uint8Array(), new Uint8Array(300).fill(9)];
	expect(unpackFrames(packFrames(updates)).map((update) => [...update])).toEqual(
		updates.map((update) => [...update]),
	);
	expect(unpackFrames(packFrames([]))).toEqual([]);
});
