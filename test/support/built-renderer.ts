/** The variable that names where a run of tests has the dashboard built; unset outside of one. */
export const builtRenderer = 'MYLZIP_TEST_RENDERER'
