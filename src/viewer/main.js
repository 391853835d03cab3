// What a page of `entente render -T html` runs in the browser.
