import { expect, test } from 'vitest';
import { createProvedCopy } from '#test/fixtures/proved-copy.ts';

const LAYOUT = '.lintel/layout.json';

test('[CK5] positions of the map that can’t be read are told, by a conflict or by what they say', async () => {
	using copy = await createProvedCopy();
	const told = async () =>
		(await copy.report()).findings.flatMap(({ rule, severity, file }) =>
			file === LAYOUT ? `${severity} ${rule}` : [],
		);
	copy.write(LAYOUT, '{ "version": 1, "contexts": {} }\n');
	expect(await told()).toEqual([]);
	copy.write(LAYOUT, '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n');
	expect(await told()).toEqual(['error file-has-conflicts']);
	copy.write(LAYOUT, '{}\n');
	expect(await told()).toEqual(['warning layout-malformed']);
});
