import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'
import { hrefOf, routes } from '../../components/routes.ts'
import { useShell } from '../../desktop/shell.ts'
import { texts } from '../../texts/texts.ts'

/** The dashboard's screens, each a click away. */
export function FlyoutMenu() {
  const shell = useShell()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={texts.flyout.more} title={texts.flyout.more} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {routes.map((route) => (
            <MenuItem key={route} onClick={() => shell.openDashboard(hrefOf(route))}>
              {texts.navigation[route]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
