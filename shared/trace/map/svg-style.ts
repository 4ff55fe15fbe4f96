/** What an exported map looks like: the app's hues as plain sRGB, since not every viewer knows more. */
export type MapTheme = 'light' | 'dark';

export interface MapColours {
	readonly page: string;
	readonly node: string;
	readonly line: string;
	readonly strong: string;
	readonly text: string;
	readonly soft: string;
	readonly arrow: string;
	readonly cycle: string;
	readonly group: string;
	readonly states: Readonly<Record<MarkTone, string>>;
}

export type MarkTone =
	| 'draft'
	| 'review'
	| 'contested'
	| 'approved'
	| 'implemented'
	| 'verified'
	| 'archived'
	| 'suspect'
	| 'bypassed';

export const COLOURS: Readonly<Record<MapTheme, MapColours>> = {
	light: {
		page: '#fcfdfd',
		node: '#ffffff',
		line: '#d0d5d6',
		strong: '#7f898b',
		text: '#11191c',
		soft: '#40494c',
		arrow: '#7f898b',
		cycle: '#b3261e',
		group: '#f4f7f7',
		states: {
			draft: '#6e777a',
			review: '#8a5300',
			contested: '#b3261e',
			approved: '#1f5cc0',
			implemented: '#7340bd',
			verified: '#16692f',
			archived: '#6e777a',
			suspect: '#9a5200',
			bypassed: '#a8257e',
		},
	},
	dark: {
		page: '#101416',
		node: '#1a2023',
		line: '#3a4447',
		strong: '#6d787c',
		text: '#ebeff0',
		soft: '#bcc5c8',
		arrow: '#7d898d',
		cycle: '#f58a7e',
		group: '#161b1e',
		states: {
			draft: '#88959a',
			review: '#efb65c',
			contested: '#f58a7e',
			approved: '#86b6ff',
			implemented: '#c3a0ff',
			verified: '#74d68e',
			archived: '#88959a',
			suspect: '#f0ac62',
			bypassed: '#f294cf',
		},
	},
};

/** The same shapes as the app's state marks, in a box of 16. */
export function markShape(tone: MarkTone, colour: string): string {
	const line = `fill="none" stroke="${colour}" stroke-width="1.7" stroke-linecap="round"`;
	const fill = `fill="${colour}"`;
	switch (tone) {
		case 'review':
			return `<circle cx="8" cy="8" r="5" ${line}/><path d="M8 3a5 5 0 0 0 0 10z" ${fill}/>`;
		case 'contested':
			return `<path d="M9.2 2.6a5.5 5.5 0 0 1 0 10.8z" ${fill}/><path d="M6.8 3a5.1 5.1 0 0 0 0 10z" ${line}/>`;
		case 'approved':
			return `<circle cx="8" cy="8" r="5.7" ${fill}/>`;
		case 'implemented':
			return `<path d="M8 1.8 14.2 8 8 14.2 1.8 8z" ${fill}/>`;
		case 'verified':
			return `<path d="m2.8 8.6 3.4 3.6 7-8" ${line}/>`;
		case 'archived':
			return `<rect x="3.2" y="3.2" width="9.6" height="9.6" rx="1.5" ${line}/>`;
		case 'bypassed':
			return `<path d="M2.5 4.2h11M4.5 4.2v9M11.5 4.2v9" ${line}/>`;
		default:
			return `<circle cx="8" cy="8" r="5" ${line}/>`;
	}
}
