import type { PathRule, Preset } from '#shared/trace/preset.ts';
import {
	dependencies,
	functional,
	purpose,
	routed,
	scheduled,
	shaped,
	testAssertions,
} from '#shared/trace/presets/sections.ts';
import { optional, section, template } from '#shared/trace/template.ts';

const component = template(
	purpose,
	section('Props', 'table', 'Each prop with its type.', ['Prop', 'Type']),
	section('Behaviour', 'bullets', 'What a person sees and does.'),
	optional('Accessibility', 'bullets', 'Names, roles, keys and focus.'),
	...[dependencies, testAssertions],
);

const machine = template(
	purpose,
	section('States', 'bullets', 'Each state and what leaves it.'),
	section('Events', 'bullets', 'Each event and its guards.'),
	...[dependencies, testAssertions],
);

const EXTENSIONS = ['ts', 'tsx', 'svelte', 'vue', 'mts', 'js', 'jsx'];
/** Folders that code lies in, and the folder that its tests mirror; `` for tests beside it. */
const ROOTS = ['packages/*/src', 'apps/*/src', 'src', 'app', 'lib'];

/** TypeScript: one module, one test, in one package or in those of a monorepo. */
export const typescript: Preset = {
	name: 'typescript',
	language: 'typescript',
	componentTypes: [
		...['module', 'service', 'repository', 'schema', 'route', 'component', 'machine', 'job'],
		...['adapter', 'other'],
	],
	paths: ROOTS.flatMap((root) => EXTENSIONS.map((extension) => rule(root, extension))),
	small: [
		'*.d.ts',
		'*.config.*',
		'*.stories.*',
		'index.ts',
		'index.js',
		'+page.ts',
		'+layout.ts',
		'vite-env.*',
		'**/__mocks__/**',
		'**/__fixtures__/**',
	],
	dependencies: [
		{
			from: ['route', 'component', 'job'],
			to: ['repository'],
			instead: 'Call the service that owns the data.',
		},
		{
			from: ['component'],
			to: ['adapter', 'job', 'route'],
			instead: 'Ask a service or a machine, which knows what is outside.',
		},
		{
			from: ['repository'],
			to: ['service', 'route', 'component', 'job'],
			instead: 'Let the service call the repository, and give it what it needs.',
		},
		{
			from: ['schema'],
			to: ['service', 'repository', 'route', 'component', 'machine', 'job', 'adapter'],
			instead: 'A schema is data: let those who parse with it do the work.',
		},
		{
			from: ['module', 'service', 'machine', 'adapter'],
			to: ['route', 'component'],
			instead: 'Say what happened, and let the edge listen.',
		},
	],
	templates: {
		...{ schema: shaped, component, machine, route: routed, job: scheduled, other: functional },
	},
};

/** Tests in a folder beside the code's, or beside the code itself. */
function rule(root: string, extension: string): PathRule {
	const test = ['svelte', 'vue'].includes(extension) ? 'ts' : extension;
	const within = root.endsWith('/src') ? root.slice(0, -'src'.length) : '';
	const inPackage = root.includes('*');
	const part = root === 'src' || inPackage ? '' : `${root}/`;
	return {
		code: `${root}/{p}.${extension}`,
		test: [
			`${within}test/${part}{p}.test.${test}`,
			`${root}/{p}.test.${test}`,
			`${within}tests/${part}{p}.test.${test}`,
			`${root}/{p}.spec.${test}`,
			`${root}/{dir}__tests__/{name}.test.${test}`,
		],
		design: inPackage ? 'docs/design/*/{p}.md' : `docs/design/${part}{p}.md`,
	};
}
