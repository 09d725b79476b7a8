import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'
import { hrefOf, routes } from '../../components/routes.ts'
import { useDesktop } from '../../desktop/use-desktop.ts'
import { texts } from '../../texts/texts.ts'

/** The dashboard's screens, each a click away. */
export function FlyoutMenu() {
  const desktop = useDesktop()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={texts.flyout.more} title={texts.flyout.more} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {routes.map((route) => (
            <MenuItem key={route} onClick={() => desktop.openDashboard(hrefOf(route))}>
              {texts.navigation[route]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
