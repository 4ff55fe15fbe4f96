/** Ends `npm test` early, and says what to do, where there is no Chromium to test with. */
import { chromiumPath } from './chromium.ts';

if (chromiumPath === null) {
	process.stderr.write(
		[
			'',
			'The tests need a Chromium, and none was found on this machine.',
			'  Debian, Ubuntu:  sudo apt-get install chromium',
			'  Fedora:          sudo dnf install chromium',
			'  macOS:           brew install --cask google-chrome',
			'  elsewhere:       CHROMIUM_PATH=/path/to/chromium npm test',
			'',
		].join('\n'),
	);
	process.exit(1);
}
