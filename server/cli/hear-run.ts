/** Tells what tests print as it comes; and where they print nothing for a while, that they run. */
import type { Host } from '#server/cli/host.ts';

export interface Hearing {
	onOutput(text: string): void;
	/** The run ended: nothing more is said of it. */
	end(): void;
}

/** Many runners say nothing until the end, or only to a file. Whoever reads JSON is not disturbed. */
export function hearRun(host: Pick<Host, 'stdout' | 'timer' | 'warn'>, json: boolean): Hearing {
	const end = host.timer.after(SILENT_MS, () => host.warn(RUNNING));
	function onOutput(text: string): void {
		end();
		if (json) host.warn(text);
		else host.stdout.write(text);
	}
	return { onOutput, end };
}

const SILENT_MS = 1_000;
const RUNNING = 'The tests are running. Ctrl-C ends them, and attests to nothing.';
