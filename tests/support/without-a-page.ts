// The page that a browser would have loaded; a screen without a picture never asks it anything. To be imported first.
jest.mock('../../kiosk-client/shared/page.ts', () => ({ page: {}, apiPath: (path: string) => path }));
