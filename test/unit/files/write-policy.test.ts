import fs from 'node:fs';
import { expect, test } from 'vitest';
import { parseConfig, policyIn } from '#server/files/config/config.ts';
import { writePolicy } from '#server/files/config/write-policy.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { policyFileOf } from '#shared/lifecycle/policy-file.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

test.each(['', '\uFEFF'])(
	'[KY2] the policy is written below a first sign of “%s”, which stays',
	(mark) => {
		using folder = createTemporaryFolder();
		const file = folder.file('lintel.config.json');
		fs.writeFileSync(file, `${mark}{\n  "preset": "go"\n}\n`);
		expect(writePolicy(fs, folder.path, DEFAULT_POLICY).ok).toBe(true);
		const text = fs.readFileSync(file, 'utf8');
		expect(text.startsWith(`${mark}{\n  "preset": "go",`)).toBe(true);
		const parsed = parseConfig({ kind: 'text', text }, 'plain');
		expect(parsed.ok && policyIn(parsed.value)).toEqual(policyFileOf(DEFAULT_POLICY));
	},
);
