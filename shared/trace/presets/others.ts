import type { PathRule, Preset } from '#shared/trace/preset.ts';
import { section, type Template } from '#shared/trace/template.ts';

const other: Template = {
	closed: false,
	sections: [
		section('Purpose', 'prose', 'One paragraph: why this exists.'),
		section('Public API', 'signatures', 'Each public function with its signature.'),
		section('Execution Flow', 'steps', 'Numbered steps of the main operation.'),
		section('Test Assertions', 'bullets', 'What the tests state, by function.'),
	],
};

export const python: Preset = language(
	'python',
	['module', 'service', 'repository', 'schema', 'route', 'job', 'other'],
	[
		rule('src/{p}.py', ['tests/{p}_test.py', 'tests/test_{p}.py']),
		rule('{p}.py', ['tests/{p}_test.py', 'tests/test_{p}.py']),
	],
);

export const go: Preset = language(
	'go',
	['package', 'service', 'repository', 'handler', 'schema', 'job', 'other'],
	[rule('{p}.go', ['{p}_test.go'])],
);

export const rust: Preset = language(
	'rust',
	['module', 'service', 'repository', 'schema', 'handler', 'job', 'other'],
	[rule('src/{p}.rs', ['tests/{p}.rs', 'tests/{p}_test.rs'])],
);

function language(
	name: string,
	componentTypes: readonly string[],
	paths: readonly PathRule[],
): Preset {
	return {
		name,
		language: 'any',
		dependencies: [],
		componentTypes: [...componentTypes],
		paths: [...paths],
		templates: { other },
	};
}

function rule(code: string, test: readonly string[]): PathRule {
	return { code, test: [...test], design: 'docs/design/{p}.md' };
}
