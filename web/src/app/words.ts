import { book } from '@/lib/words';

export const words = book('app', {
  'name': ['话匠', 'Callwright'],
  'nav': ['主菜单', 'Main menu'],
  'menu.open': ['打开菜单', 'Open menu'],
  'menu.home': ['首页', 'Home'],
  'menu.lists': ['名单', 'Lists'],
  'menu.leads': ['线索', 'Leads'],
  'menu.calls': ['通话', 'Calls'],
  'menu.myNumbers': ['我的数据', 'My numbers'],
  'menu.orders': ['订单', 'Orders'],
  'menu.people': ['人员与目标', 'People and goals'],
  'menu.pay': ['薪酬', 'Pay'],
  'language': ['语言', 'Language'],
  'mode.dark': ['深色', 'Dark'],
  'mode.light': ['浅色', 'Light'],
  'signOut': ['退出登录', 'Sign out'],
  'account': ['账号：{name}', 'Account: {name}'],
  'skip': ['跳到正文', 'Skip to content'],
  'notFound.title': ['没有这一页', 'There is no such page'],
  'notFound.text': ['地址可能写错了，或者内容已经搬走。', 'The address may be mistyped, or the page has moved.'],
  'notFound.home': ['回首页', 'Go home'],
});
