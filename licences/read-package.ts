import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { PackageLicence } from '../shared/package-licence.ts';
import heldPackages from './held-packages.json' with { type: 'json' };

const PackageFile = z.object({
	name: z.string(),
	version: z.string(),
	license: z.string().optional(),
});

const LICENCE_FILE = /^(licen[sc]e|copying|notice)([-.](?!.*\.[cm]?[jt]s$).*)?$/i;

/** From here on, the file of a tool tells of what the tool is made of, which we don't ship. */
const OF_THE_TOOL_ITSELF = '\n# Licenses of bundled dependencies';

/**
 * The licence of an installed package, in the words of its own files. It throws where there are
 * none: who ships a package has to hand on its words.
 */
export function readPackage(folder: string): PackageLicence {
	const file = PackageFile.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
	const text = readdirSync(folder)
		.filter((name) => LICENCE_FILE.test(name))
		.sort()
		.map((name) => wordsOf(readFileSync(join(folder, name), 'utf8')))
		.join('\n\n');
	const licence = file.license ?? (/^(The )?MIT License/.test(text) ? 'MIT' : null);
	if (text === '' || licence === null)
		throw new Error(
			`The package ${file.name} would be shipped, and has no ${licence === null ? 'licence' : 'text of its licence'}. Take another, or leave it out.`,
		);
	return { name: file.name, version: file.version, licence, text };
}

/** The licence of a package that is not installed, since another one holds it inside itself. */
export function readHeldPackage(name: string, holder: string): PackageLicence {
	const held = heldPackages.find((one) => one.name === name);
	if (held === undefined)
		throw new Error(
			`The package ${holder} holds ${name} inside itself, whose licence is unknown. Add it to licences/held-packages.json, from the package itself.`,
		);
	return held;
}

function wordsOf(text: string): string {
	const [own = ''] = text.replaceAll('\r\n', '\n').split(OF_THE_TOOL_ITSELF);
	return own.trim();
}
